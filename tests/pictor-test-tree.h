/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <atspi/atspi.h>

/**
 * PictorTestNode:
 *
 * One thing in the accessibility tree of a program, as it was when looked at.
 */
typedef struct _PictorTestNode PictorTestNode;

struct _PictorTestNode
{
  const char *path;
  AtspiRole role;
  const char *name;
  const char *description;
  guint64 states;
  /* (element-type PictorTestNode) */
  GPtrArray *children;
};

/**
 * PictorTestTree:
 *
 * A look at a whole program in a few messages, where libatspi needs several for each widget. What is shown while the
 * program is being asked may be missing: look again.
 */
typedef struct _PictorTestTree PictorTestTree;

/* Where the accessibility bus is: $AT_SPI_BUS_ADDRESS, or what the session bus tells of it. (transfer full) */
char           *pictor_test_tree_get_bus_address (void);
/* Looks at the program that is @bus_name on the accessibility bus. */
PictorTestTree *pictor_test_tree_new      (const char     *bus_name);
/* Only what has been looked at before, and not what is in what. */
PictorTestTree *pictor_test_tree_glance   (const char     *bus_name);
void            pictor_test_tree_free     (PictorTestTree *self);
/* (transfer none) (nullable): the application itself; NULL when it has gone */
PictorTestNode *pictor_test_tree_get_root (PictorTestTree *self);

/* (transfer none) (nullable): what is in @state, if there is one thing only */
PictorTestNode *pictor_test_tree_get_only (PictorTestTree *self,
                                           AtspiStateType  state);

static inline gboolean
pictor_test_node_is (PictorTestNode *node,
                     AtspiStateType  state)
{
  return (node->states >> state & 1) != 0;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorTestTree, pictor_test_tree_free)
