/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/pictor-options.h"

#include <glib/gi18n.h>

struct _PictorOptions
{
  GObject parent_instance;

  const PictorOptionSpec *specs;
  GHashTable *values; /* what was set: name → value, both owned */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PictorOptions, pictor_options, G_TYPE_OBJECT)

static const PictorOptionSpec *
find (PictorOptions *self,
      const char    *name)
{
  for (const PictorOptionSpec *spec = self->specs; spec != NULL && spec->name != NULL; spec++)
    if (g_str_equal (spec->name, name))
      return spec;
  return NULL;
}

/* The value that @text means. (transfer none) (nullable): none that @spec can have */
static const char *
read_value (const PictorOptionSpec *spec,
            const char             *text)
{
  static const char * const yes[] = { "yes", "true", "on", "1", NULL };
  static const char * const no[] = { "no", "false", "off", "0", NULL };

  switch (spec->type)
    {
    case PICTOR_OPTION_SWITCH:
      if (g_strv_contains (yes, text))
        return "yes";
      return g_strv_contains (no, text) ? "no" : NULL;
    case PICTOR_OPTION_CHOICE:
      for (const PictorOptionChoice *choice = spec->choices; choice->value != NULL; choice++)
        if (g_str_equal (choice->value, text))
          return choice->value;
      return NULL;
    case PICTOR_OPTION_TEXT:
    case PICTOR_OPTION_FILE:
    case PICTOR_OPTION_FOLDER:
    default:
      return g_utf8_validate (text, -1, NULL) ? text : NULL;
    }
}

static void
pictor_options_finalize (GObject *object)
{
  g_hash_table_unref (PICTOR_OPTIONS (object)->values);

  G_OBJECT_CLASS (pictor_options_parent_class)->finalize (object);
}

static void
pictor_options_class_init (PictorOptionsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pictor_options_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
pictor_options_init (PictorOptions *self)
{
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

PictorOptions *
pictor_options_new (const PictorOptionSpec *specs)
{
  PictorOptions *self = g_object_new (PICTOR_TYPE_OPTIONS, NULL);

  self->specs = specs;
  return self;
}

const char *
pictor_options_get (PictorOptions *self,
                    const char    *name)
{
  const PictorOptionSpec *spec;
  const char *value;

  g_return_val_if_fail (PICTOR_IS_OPTIONS (self), "");
  spec = find (self, name);
  g_return_val_if_fail (spec != NULL, "");

  value = g_hash_table_lookup (self->values, name);
  return value != NULL ? value : spec->initial;
}

gboolean
pictor_options_get_switch (PictorOptions *self,
                           const char    *name)
{
  return g_str_equal (pictor_options_get (self, name), "yes");
}

gboolean
pictor_options_set (PictorOptions  *self,
                    const char     *name,
                    const char     *value,
                    GError        **error)
{
  const PictorOptionSpec *spec;
  const char *read = NULL;

  g_return_val_if_fail (PICTOR_IS_OPTIONS (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  spec = find (self, name);
  if (spec == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("There is no option “%s”."), name);
      return FALSE;
    }
  read = read_value (spec, value);
  if (read == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("“%s” can't be “%s”."), name, value);
      return FALSE;
    }
  if (g_str_equal (read, pictor_options_get (self, name)))
    return TRUE;
  g_hash_table_insert (self->values, g_strdup (name), g_strdup (read));
  g_signal_emit (self, signals[CHANGED], 0);
  return TRUE;
}

void
pictor_options_assign (PictorOptions *self,
                       PictorOptions *other)
{
  gboolean changed = FALSE;

  g_return_if_fail (PICTOR_IS_OPTIONS (self));
  g_return_if_fail (PICTOR_IS_OPTIONS (other));
  g_return_if_fail (self->specs == other->specs);

  for (const PictorOptionSpec *spec = self->specs; spec != NULL && spec->name != NULL; spec++)
    {
      const char *value = pictor_options_get (other, spec->name);

      if (g_str_equal (value, pictor_options_get (self, spec->name)))
        continue;
      g_hash_table_insert (self->values, g_strdup (spec->name), g_strdup (value));
      changed = TRUE;
    }
  if (changed)
    g_signal_emit (self, signals[CHANGED], 0);
}
