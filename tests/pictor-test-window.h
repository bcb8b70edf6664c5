/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <atspi/atspi.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAccessible, g_object_unref)

/**
 * PictorTestWindow:
 *
 * The real program in a window, driven as a person's tools drive it: through the accessibility tree, and with the keys of the X
 * server's keyboard. Names match as patterns (“*” for anything). What is looked for is waited for, 20 seconds at most. All that
 * it prints goes to a file, and no warning may be in it.
 */
typedef struct _PictorTestWindow PictorTestWindow;

/* Starts $PICTOR_PROGRAM; further pairs of name and value, NULL-terminated, are put into its environment. */
PictorTestWindow *pictor_test_window_start  (const char       *first_name,
                                             ...) G_GNUC_NULL_TERMINATED;
/* Closes its window and waits for its end, which must be a good one. */
void              pictor_test_window_close  (PictorTestWindow *self);
/* SIGKILL. */
void              pictor_test_window_kill   (PictorTestWindow *self);
GPid              pictor_test_window_get_pid (PictorTestWindow *self);
/* Where all that it prints is; it stays there after the end. */
const char       *pictor_test_window_get_log (PictorTestWindow *self);

/* (transfer full); aborts when it does not come */
AtspiAccessible  *pictor_test_window_find   (PictorTestWindow *self,
                                             AtspiRole         role,
                                             const char       *name);
/* Whether something of this role and name is there now and can be seen. */
gboolean          pictor_test_window_shows  (PictorTestWindow *self,
                                             AtspiRole         role,
                                             const char       *name);
void              pictor_test_window_wait   (PictorTestWindow *self,
                                             AtspiRole         role,
                                             const char       *name);
void              pictor_test_window_wait_gone (PictorTestWindow *self,
                                                AtspiRole         role,
                                                const char       *name);
/* How many can be seen now. */
guint             pictor_test_window_count  (PictorTestWindow *self,
                                             AtspiRole         role,
                                             const char       *name);
/* Waits until what is so called is described by @description, as a field is by what is wrong with it. */
void              pictor_test_window_wait_description (PictorTestWindow *self,
                                                       AtspiRole         role,
                                                       const char       *name,
                                                       const char       *description);
void              pictor_test_window_click  (PictorTestWindow *self,
                                             AtspiRole         role,
                                             const char       *name);
/* The text of an entry or text view; (transfer full) */
char             *pictor_test_window_get_text (PictorTestWindow *self,
                                               const char       *name);
void              pictor_test_window_wait_text (PictorTestWindow *self,
                                                const char       *name,
                                                const char       *text);
void              pictor_test_window_set_text (PictorTestWindow *self,
                                               const char       *name,
                                               const char       *text);
double            pictor_test_window_get_value (PictorTestWindow *self,
                                                const char       *name);
void              pictor_test_window_set_value (PictorTestWindow *self,
                                                const char       *name,
                                                double            value);
/* Presses keys on the keyboard: “ctrl+Return”, “Tab”, “shift+Tab”. */
void              pictor_test_window_press  (PictorTestWindow *self,
                                             const char       *keys);
/* Types ASCII text. */
void              pictor_test_window_type   (PictorTestWindow *self,
                                             const char       *text);
/* Name of what has the focus, with its role: “text: Prompt”; (transfer full) */
char             *pictor_test_window_get_focus (PictorTestWindow *self);
void              pictor_test_window_wait_focus (PictorTestWindow *self,
                                                 const char       *focus);
/* Presses @keys, Tab or the like, until the focus is on what is so called; 60 times at most. */
void              pictor_test_window_press_until (PictorTestWindow *self,
                                                  const char       *keys,
                                                  const char       *focus);
gboolean          pictor_test_window_has_state (PictorTestWindow *self,
                                                AtspiRole         role,
                                                const char       *name,
                                                AtspiStateType    state);
/* Prints the tree, for a person who mends a test. */
void              pictor_test_window_dump   (PictorTestWindow *self);

/* Chooses what is at @position in the drop-down @name, by keys. */
static inline void
pictor_test_window_choose (PictorTestWindow *self,
                           const char       *name,
                           guint             position)
{
  g_autofree char *focus = g_strdup_printf ("*: %s: *", name);

  pictor_test_window_press_until (self, "Tab", focus);
  pictor_test_window_press (self, "space");
  pictor_test_window_wait_focus (self, "list item: *");
  pictor_test_window_press (self, "Home");
  while (position-- > 0)
    pictor_test_window_press (self, "Down");
  pictor_test_window_press (self, "Return");
  pictor_test_window_wait_gone (self, ATSPI_ROLE_LIST_ITEM, "*");
}
