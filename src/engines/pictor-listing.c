/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/pictor-listing.h"

struct _PictorListing
{
  GObject parent_instance;

  PictorListingKind kind;
  char *id;
  char *name;
  gboolean custom;
  char **triggers;
  char *param1;
  char *param2;
};

G_DEFINE_FINAL_TYPE (PictorListing, pictor_listing, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_KIND,
  PROP_ID,
  PROP_NAME,
  PROP_CUSTOM,
  PROP_TRIGGERS,
  PROP_PARAM1,
  PROP_PARAM2,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
pictor_listing_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  PictorListing *self = PICTOR_LISTING (object);

  switch (prop_id)
    {
    case PROP_KIND:
      g_value_set_int (value, self->kind);
      break;
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_CUSTOM:
      g_value_set_boolean (value, self->custom);
      break;
    case PROP_TRIGGERS:
      g_value_set_boxed (value, self->triggers);
      break;
    case PROP_PARAM1:
      g_value_set_string (value, self->param1);
      break;
    case PROP_PARAM2:
      g_value_set_string (value, self->param2);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pictor_listing_finalize (GObject *object)
{
  PictorListing *self = PICTOR_LISTING (object);

  g_free (self->id);
  g_free (self->name);
  g_strfreev (self->triggers);
  g_free (self->param1);
  g_free (self->param2);

  G_OBJECT_CLASS (pictor_listing_parent_class)->finalize (object);
}

static void
pictor_listing_class_init (PictorListingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = pictor_listing_get_property;
  object_class->finalize = pictor_listing_finalize;

  props[PROP_KIND] = g_param_spec_int ("kind", NULL, NULL, PICTOR_LISTING_MODEL,
                                       PICTOR_LISTING_PREPROCESSOR, PICTOR_LISTING_MODEL, flags);
  props[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  props[PROP_CUSTOM] = g_param_spec_boolean ("custom", NULL, NULL, FALSE, flags);
  props[PROP_TRIGGERS] = g_param_spec_boxed ("triggers", NULL, NULL, G_TYPE_STRV, flags);
  props[PROP_PARAM1] = g_param_spec_string ("param1", NULL, NULL, NULL, flags);
  props[PROP_PARAM2] = g_param_spec_string ("param2", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
pictor_listing_init (PictorListing *self)
{
}

/**
 * pictor_listing_new:
 * @kind: what it is
 * @id: what goes into a recipe
 * @name: (nullable): for a person; NULL or empty = @id
 * @custom: whether it is the person's own
 * @triggers: (nullable): words that call for it in a prompt
 * @param1: (nullable): label of a preprocessor's first parameter
 * @param2: (nullable): label of its second
 *
 * Returns: (transfer full): a new listing
 */
PictorListing *
pictor_listing_new (PictorListingKind   kind,
                    const char         *id,
                    const char         *name,
                    gboolean            custom,
                    const char * const *triggers,
                    const char         *param1,
                    const char         *param2)
{
  PictorListing *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (PICTOR_TYPE_LISTING, NULL);
  self->kind = kind;
  self->id = g_strdup (id);
  self->name = g_strdup (name != NULL && *name != '\0' ? name : id);
  self->custom = custom;
  self->triggers = g_strdupv ((char **) triggers);
  self->param1 = g_strdup (param1);
  self->param2 = g_strdup (param2);

  return self;
}

PictorListingKind
pictor_listing_get_kind (PictorListing *self)
{
  g_return_val_if_fail (PICTOR_IS_LISTING (self), PICTOR_LISTING_MODEL);

  return self->kind;
}

const char *
pictor_listing_get_id (PictorListing *self)
{
  g_return_val_if_fail (PICTOR_IS_LISTING (self), NULL);

  return self->id;
}

const char *
pictor_listing_get_name (PictorListing *self)
{
  g_return_val_if_fail (PICTOR_IS_LISTING (self), NULL);

  return self->name;
}

gboolean
pictor_listing_get_custom (PictorListing *self)
{
  g_return_val_if_fail (PICTOR_IS_LISTING (self), FALSE);

  return self->custom;
}

const char * const *
pictor_listing_get_triggers (PictorListing *self)
{
  g_return_val_if_fail (PICTOR_IS_LISTING (self), NULL);

  return (const char * const *) self->triggers;
}

const char *
pictor_listing_get_param1 (PictorListing *self)
{
  g_return_val_if_fail (PICTOR_IS_LISTING (self), NULL);

  return self->param1;
}

const char *
pictor_listing_get_param2 (PictorListing *self)
{
  g_return_val_if_fail (PICTOR_IS_LISTING (self), NULL);

  return self->param2;
}
