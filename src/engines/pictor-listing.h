/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  PICTOR_LISTING_MODEL,         /* a main model */
  PICTOR_LISTING_SUB_MODEL,     /* a LoRA or other sub-model */
  PICTOR_LISTING_CONTROL_MODEL,
  PICTOR_LISTING_PREPROCESSOR
} PictorListingKind;

/**
 * PictorListing:
 *
 * Something an engine offers by name. Properties, read-only: kind (int: PictorListingKind), id (what goes into a
 * recipe), name (for a person; the id when it has none), custom (boolean: the person's own rather than the
 * service's), triggers (strv, may be NULL), param1, param2 (labels of a preprocessor's two parameters, NULL
 * when it has none).
 */
#define PICTOR_TYPE_LISTING (pictor_listing_get_type ())
G_DECLARE_FINAL_TYPE (PictorListing, pictor_listing, PICTOR, LISTING, GObject)

PictorListing      *pictor_listing_new          (PictorListingKind    kind,
                                                 const char          *id,
                                                 const char          *name,
                                                 gboolean             custom,
                                                 const char * const  *triggers,
                                                 const char          *param1,
                                                 const char          *param2);
PictorListingKind   pictor_listing_get_kind     (PictorListing *self);
const char         *pictor_listing_get_id       (PictorListing *self);
const char         *pictor_listing_get_name     (PictorListing *self);
gboolean            pictor_listing_get_custom   (PictorListing *self);
const char * const *pictor_listing_get_triggers (PictorListing *self);
const char         *pictor_listing_get_param1   (PictorListing *self);
const char         *pictor_listing_get_param2   (PictorListing *self);

G_END_DECLS
