/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "studio/pictor-history.h"

#include "model/pictor-recipe-json.h"

/* Changes that come closer together than this, in milliseconds, are one step: a word typed, a slider dragged. */
#define PAUSE 600
/* But a step ends after this many microseconds all the same, so that little is lost by one undo. */
#define LONGEST_STEP (4 * G_USEC_PER_SEC)
#define MAX_STEPS 200

/* A change of the recipe has its JSON before and after it; anything else has a function. */
typedef struct
{
  guint serial;
  char *before;
  char *after;
  PictorHistoryFunc func;
  gpointer data;
  GDestroyNotify destroy;
} Step;

struct _PictorHistory
{
  GObject parent_instance;

  PictorRecipe *recipe;
  GPtrArray *steps;
  guint n_done;          /* those after them are undone */
  guint last_serial;
  char *state;           /* the recipe after the last step */
  gint64 changed_since;
  guint record_id;
  gboolean applying;
};

enum
{
  PROP_0,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_SERIAL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PictorHistory, pictor_history, G_TYPE_OBJECT)

static void
step_free (Step *step)
{
  g_free (step->before);
  g_free (step->after);
  if (step->destroy != NULL)
    step->destroy (step->data);
  g_free (step);
}

static void
notify_all (PictorHistory *self)
{
  for (guint i = PROP_0 + 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

/* Takes @step. */
static void
add_step (PictorHistory *self,
          Step          *step)
{
  g_ptr_array_set_size (self->steps, self->n_done);
  step->serial = ++self->last_serial;
  g_ptr_array_add (self->steps, step);
  if (self->steps->len > MAX_STEPS)
    g_ptr_array_remove_index (self->steps, 0);
  self->n_done = self->steps->len;
}

static void
record (PictorHistory *self)
{
  g_autofree char *now = NULL;
  Step *step;

  g_clear_handle_id (&self->record_id, g_source_remove);
  now = pictor_recipe_to_json (self->recipe, PICTOR_RECIPE_JSON_NONE);
  if (!g_str_equal (now, self->state))
    {
      step = g_new0 (Step, 1);
      step->before = self->state;
      step->after = g_strdup (now);
      self->state = g_steal_pointer (&now);
      add_step (self, step);
    }
  notify_all (self);
}

static gboolean
record_cb (gpointer user_data)
{
  PictorHistory *self = user_data;

  self->record_id = 0;
  record (self);
  return G_SOURCE_REMOVE;
}

static void
recipe_changed_cb (PictorHistory *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->applying)
    return;
  if (self->record_id == 0)
    self->changed_since = now;
  else if (now - self->changed_since > LONGEST_STEP)
    {
      record (self);
      return;
    }
  g_clear_handle_id (&self->record_id, g_source_remove);
  self->record_id = g_timeout_add (PAUSE, record_cb, self);
  notify_all (self);
}

static void
run_step (PictorHistory *self,
          const Step    *step,
          gboolean       undo)
{
  const char *json = undo ? step->before : step->after;
  g_autoptr (PictorRecipe) recipe = NULL;
  g_autoptr (GError) error = NULL;

  if (step->func != NULL)
    {
      step->func (step->data, undo);
      return;
    }
  recipe = pictor_recipe_from_json (json, -1, NULL, &error);
  if (recipe == NULL)
    {
      g_warning ("A step of the history can't be read: %s", error->message);
      return;
    }
  self->applying = TRUE;
  pictor_recipe_assign (self->recipe, recipe);
  self->applying = FALSE;
  g_free (self->state);
  self->state = g_strdup (json);
}

static void
pictor_history_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  PictorHistory *self = PICTOR_HISTORY (object);

  switch (property_id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, pictor_history_get_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, pictor_history_get_can_redo (self));
      break;
    case PROP_SERIAL:
      g_value_set_uint (value, pictor_history_get_serial (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pictor_history_dispose (GObject *object)
{
  PictorHistory *self = PICTOR_HISTORY (object);

  g_clear_handle_id (&self->record_id, g_source_remove);
  if (self->recipe != NULL)
    g_signal_handlers_disconnect_by_data (self->recipe, self);
  g_clear_object (&self->recipe);
  g_ptr_array_set_size (self->steps, 0);
  G_OBJECT_CLASS (pictor_history_parent_class)->dispose (object);
}

static void
pictor_history_finalize (GObject *object)
{
  PictorHistory *self = PICTOR_HISTORY (object);

  g_ptr_array_unref (self->steps);
  g_free (self->state);
  G_OBJECT_CLASS (pictor_history_parent_class)->finalize (object);
}

static void
pictor_history_class_init (PictorHistoryClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pictor_history_get_property;
  object_class->dispose = pictor_history_dispose;
  object_class->finalize = pictor_history_finalize;

  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  properties[PROP_SERIAL] = g_param_spec_uint ("serial", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pictor_history_init (PictorHistory *self)
{
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);
}

PictorHistory *
pictor_history_new (PictorRecipe *recipe)
{
  PictorHistory *self;

  g_return_val_if_fail (PICTOR_IS_RECIPE (recipe), NULL);

  self = g_object_new (PICTOR_TYPE_HISTORY, NULL);
  self->recipe = g_object_ref (recipe);
  self->state = pictor_recipe_to_json (recipe, PICTOR_RECIPE_JSON_NONE);
  g_signal_connect_swapped (recipe, "changed", G_CALLBACK (recipe_changed_cb), self);
  return self;
}

void
pictor_history_mark (PictorHistory *self)
{
  g_return_if_fail (PICTOR_IS_HISTORY (self));

  if (self->record_id != 0)
    record (self);
}

void
pictor_history_push (PictorHistory     *self,
                     PictorHistoryFunc  func,
                     gpointer           data,
                     GDestroyNotify     destroy)
{
  Step *step;

  g_return_if_fail (PICTOR_IS_HISTORY (self));
  g_return_if_fail (func != NULL);

  pictor_history_mark (self);
  step = g_new0 (Step, 1);
  step->func = func;
  step->data = data;
  step->destroy = destroy;
  add_step (self, step);
  notify_all (self);
}

void
pictor_history_reset (PictorHistory *self)
{
  g_return_if_fail (PICTOR_IS_HISTORY (self));

  g_clear_handle_id (&self->record_id, g_source_remove);
  g_ptr_array_set_size (self->steps, 0);
  self->n_done = 0;
  g_free (self->state);
  self->state = pictor_recipe_to_json (self->recipe, PICTOR_RECIPE_JSON_NONE);
  notify_all (self);
}

void
pictor_history_undo (PictorHistory *self)
{
  g_return_if_fail (PICTOR_IS_HISTORY (self));

  pictor_history_mark (self);
  if (self->n_done == 0)
    return;
  run_step (self, self->steps->pdata[--self->n_done], TRUE);
  notify_all (self);
}

void
pictor_history_redo (PictorHistory *self)
{
  g_return_if_fail (PICTOR_IS_HISTORY (self));

  pictor_history_mark (self);
  if (self->n_done == self->steps->len)
    return;
  run_step (self, self->steps->pdata[self->n_done++], FALSE);
  notify_all (self);
}

gboolean
pictor_history_get_can_undo (PictorHistory *self)
{
  g_return_val_if_fail (PICTOR_IS_HISTORY (self), FALSE);
  return self->n_done > 0 || self->record_id != 0;
}

gboolean
pictor_history_get_can_redo (PictorHistory *self)
{
  g_return_val_if_fail (PICTOR_IS_HISTORY (self), FALSE);
  return self->n_done < self->steps->len && self->record_id == 0;
}

guint
pictor_history_get_serial (PictorHistory *self)
{
  g_return_val_if_fail (PICTOR_IS_HISTORY (self), 0);
  return self->n_done > 0 ? ((Step *) self->steps->pdata[self->n_done - 1])->serial : 0;
}
