/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-request.h"

#include <inttypes.h>
#include <math.h>

#include <glib/gi18n.h>

#include "model/pictor-limits.h"
#include "model/pictor-number.h"
#include "model/pictor-samplers.h"
#include "picpik/pictor-picpik-contract.h"
#include "practice/pictor-practice-control.h"
#include "practice/pictor-practice-listing.h"
#include "practice/pictor-practice-reader.h"

static const char * const field_names[] = {
  "Action", "PublicKey", "Signature", "request_uuid",
  "ModelType", "MainModelId", "SubModelIds", "SubModelParams", "BatchSize", "Steps", "CfgScale", "Seed",
  "Sampler", "Width", "Height", "ClipSkip", "TranslatePrompt", "PositivePrompts", "NegativePrompts",
  "EnableControlNet", "ControlNetParams", "UseCustomMainModelVae", NULL
};

typedef struct
{
  const PictorPracticeModel *model;
  double weight;
} SubModel;

static void
check_sampler (const PictorPracticeReader *reader,
               PictorPracticeRequest      *request)
{
  const char *text = pictor_practice_reader_string (reader, "Sampler", TRUE);
  int i;

  if (text == NULL)
    return;
  i = pictor_samplers_find (text, FALSE);
  if (i < 0)
    pictor_practice_reader_fault (reader, "Sampler", _("must be one of the %d names, letter for letter"),
                                  PICTOR_N_SAMPLERS);
  else
    request->paint.sampler = pictor_samplers_get_names ()[i];
}

static void
check_numbers (const PictorPracticeReader *reader,
               PictorPracticeRequest      *request)
{
  gint64 batch_size = 1, steps = 0, width = 0, height = 0, clip_skip;

  pictor_practice_reader_whole (reader, PICTOR_FIELD_BATCH_SIZE, &batch_size);
  pictor_practice_reader_whole (reader, PICTOR_FIELD_STEPS, &steps);
  pictor_practice_reader_number (reader, PICTOR_FIELD_CFG_SCALE, &request->paint.cfg_scale);
  pictor_practice_reader_whole (reader, PICTOR_FIELD_SEED, &request->seed);
  check_sampler (reader, request);
  pictor_practice_reader_whole (reader, PICTOR_FIELD_WIDTH, &width);
  pictor_practice_reader_whole (reader, PICTOR_FIELD_HEIGHT, &height);
  pictor_practice_reader_whole (reader, PICTOR_FIELD_CLIP_SKIP, &clip_skip);

  request->batch_size = batch_size;
  request->paint.steps = steps;
  request->paint.width = width;
  request->paint.height = height;
}

/* The main model, NULL when it or its type is wrong. */
static const PictorPracticeModel *
check_main_model (const PictorPracticeReader *reader,
                  int                        *type)
{
  const char *text = pictor_practice_reader_string (reader, "ModelType", TRUE);
  const PictorPracticeModel *model = NULL;
  gint64 id;

  *type = text != NULL ? pictor_picpik_parse_model_type (text) : -1;
  if (text != NULL && *type < 0)
    pictor_practice_reader_fault (reader, "ModelType", _("must be combined_model or custom_model"));
  if (!pictor_practice_reader_integer (reader, "MainModelId", TRUE, &id))
    return NULL;
  /* Which list the Id should be in depends on the type; with a wrong type there is no telling. */
  if (*type >= 0)
    {
      model = pictor_practice_listing_find (*type == PICTOR_MODEL_TYPE_COMBINED
                                              ? PICTOR_PRACTICE_COMBINED
                                              : PICTOR_PRACTICE_CUSTOM,
                                            id);
      if (model == NULL)
        pictor_practice_reader_fault (reader, "MainModelId", _("must be an Id of the practice service’s list"));
    }
  return model;
}

static SubModel *
find_sub_model (GArray *sub_models,
                gint64  id)
{
  for (guint i = 0; i < sub_models->len; i++)
    {
      SubModel *sub_model = &g_array_index (sub_models, SubModel, i);

      if (sub_model->model->id == id)
        return sub_model;
    }
  return NULL;
}

static void
check_sub_model_ids (const PictorPracticeReader *reader,
                     int                         type,
                     GArray                     *sub_models)
{
  JsonArray *ids = pictor_practice_reader_array (reader, "SubModelIds", FALSE);
  guint n = ids != NULL ? json_array_get_length (ids) : 0;

  if (n > 0 && type == PICTOR_MODEL_TYPE_COMBINED)
    {
      pictor_practice_reader_fault (reader, "SubModelIds", _("is not allowed with combined_model"));
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (ids, i);
      SubModel sub_model = { NULL, 1 };

      if (json_node_get_value_type (node) != G_TYPE_INT64)
        {
          pictor_practice_reader_fault (reader, "SubModelIds", _("must be a list of whole numbers"));
          return;
        }
      sub_model.model = pictor_practice_listing_find (PICTOR_PRACTICE_LORA, json_node_get_int (node));
      if (sub_model.model == NULL)
        {
          pictor_practice_reader_fault (reader, "SubModelIds", _("%" PRId64 " is not a sub-model"),
                                        json_node_get_int (node));
          return;
        }
      if (find_sub_model (sub_models, sub_model.model->id) != NULL)
        {
          pictor_practice_reader_fault (reader, "SubModelIds", _("%d is there twice"), sub_model.model->id);
          return;
        }
      g_array_append_val (sub_models, sub_model);
    }
}

/* Whether SubModelIds names @id, right or wrong, so that one mistake is not told twice. */
static gboolean
names_sub_model (JsonObject *fields,
                 gint64      id)
{
  JsonNode *node = json_object_get_member (fields, "SubModelIds");
  JsonArray *ids;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  ids = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (ids); i++)
    {
      JsonNode *element = json_array_get_element (ids, i);

      if (json_node_get_value_type (element) == G_TYPE_INT64 && json_node_get_int (element) == id)
        return TRUE;
    }
  return FALSE;
}

static void
check_sub_model_param (const PictorPracticeReader *reader,
                       JsonObject                 *fields,
                       GArray                     *sub_models)
{
  static const char * const names[] = { "SubModelId", "ControlWeight", NULL };
  double weight;
  gboolean has_weight;
  gint64 id;

  pictor_practice_reader_expect (reader, names);
  has_weight = pictor_practice_reader_number (reader, PICTOR_FIELD_SUB_MODEL_WEIGHT, &weight);
  if (!pictor_practice_reader_integer (reader, "SubModelId", TRUE, &id))
    return;
  if (!names_sub_model (fields, id))
    pictor_practice_reader_fault (reader, "SubModelId", _("must be one of SubModelIds"));
  else if (has_weight && find_sub_model (sub_models, id) != NULL)
    find_sub_model (sub_models, id)->weight = weight;
}

/* A reader of the object at @i of @array, a list named @name; its place is for the caller to free. */
static gboolean
enter (const PictorPracticeReader *reader,
       const char                 *name,
       JsonArray                  *array,
       guint                       i,
       PictorPracticeReader       *inner,
       char                      **place)
{
  JsonNode *node = json_array_get_element (array, i);

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      pictor_practice_reader_fault (reader, name, _("must be a list of objects"));
      return FALSE;
    }
  *place = g_strdup_printf ("%s[%u].", name, i);
  inner->object = json_node_get_object (node);
  inner->place = *place;
  inner->faults = reader->faults;
  return TRUE;
}

static void
check_sub_models (const PictorPracticeReader *reader,
                  int                         type,
                  GArray                     *sub_models)
{
  JsonArray *params;

  check_sub_model_ids (reader, type, sub_models);
  params = pictor_practice_reader_array (reader, "SubModelParams", FALSE);
  for (guint i = 0; params != NULL && i < json_array_get_length (params); i++)
    {
      g_autofree char *place = NULL;
      PictorPracticeReader inner;

      if (!enter (reader, "SubModelParams", params, i, &inner, &place))
        return;
      check_sub_model_param (&inner, reader->object, sub_models);
      /* A list of any length makes no answer of any length. */
      if (reader->faults->len > 4096)
        return;
    }
}

/* A list of phrases, empty when it is not there. */
static char **
read_phrases (const PictorPracticeReader *reader,
              const char                 *name)
{
  char **phrases = pictor_practice_reader_strings (reader, name, FALSE);
  gsize length = 0;

  if (phrases == NULL)
    return g_new0 (char *, 1);
  for (guint i = 0; phrases[i] != NULL; i++)
    length += strlen (phrases[i]);
  if (length > PICTOR_MAX_PROMPT_BYTES)
    pictor_practice_reader_fault (reader, name, _("must be at most %d bytes together"),
                                  PICTOR_MAX_PROMPT_BYTES);
  return phrases;
}

/* The words of the models follow the person's own, as one phrase each. */
static void
read_prompts (const PictorPracticeReader *reader,
              PictorPracticeRequest      *request,
              const PictorPracticeModel  *main_model,
              GArray                     *sub_models)
{
  g_autoptr (GStrvBuilder) positive = g_strv_builder_new ();
  g_auto (GStrv) phrases = read_phrases (reader, "PositivePrompts");

  g_strv_builder_addv (positive, (const char **) phrases);
  if (main_model != NULL && main_model->words != NULL)
    g_strv_builder_add (positive, main_model->words);
  for (guint i = 0; i < sub_models->len; i++)
    {
      const SubModel *sub_model = &g_array_index (sub_models, SubModel, i);
      g_autofree char *weight = pictor_number_format (sub_model->weight);
      g_autofree char *phrase = g_strdup_printf ("(%s:%s)", sub_model->model->words, weight);

      if (sub_model->weight > 0)
        g_strv_builder_add (positive, phrase);
    }
  request->positive = g_strv_builder_end (positive);
  request->negative = read_phrases (reader, "NegativePrompts");
}

static void
read_controls (const PictorPracticeReader *reader,
               PictorPracticeRequest      *request,
               GCancellable               *cancellable)
{
  gboolean enabled = FALSE;
  JsonArray *params;
  guint n;

  pictor_practice_reader_boolean (reader, "EnableControlNet", FALSE, &enabled);
  params = pictor_practice_reader_array (reader, "ControlNetParams", FALSE);
  n = params != NULL ? json_array_get_length (params) : 0;
  if (n > PICTOR_MAX_CONTROLS)
    {
      pictor_practice_reader_fault (reader, "ControlNetParams", _("must be at most %d"), PICTOR_MAX_CONTROLS);
      n = 0;
    }
  for (guint i = 0; i < n && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autofree char *place = NULL;
      PictorPracticeReader inner;
      PictorPracticeGuide guide = { 0 };

      if (!enter (reader, "ControlNetParams", params, i, &inner, &place))
        break;
      pictor_practice_control_read (&inner, &guide);
      if (enabled)
        g_array_append_val (request->guides, guide);
    }
}

static gint64
count_points (const PictorPracticeRequest *request)
{
  const PictorPracticePaint *paint = &request->paint;
  double one = round ((double) paint->width * paint->height * paint->steps / (512.0 * 512 * 20));

  return request->batch_size * MAX (1, (gint64) one);
}

PictorPracticeRequest *
pictor_practice_request_read (JsonObject   *fields,
                              GString      *faults,
                              GCancellable *cancellable)
{
  const PictorPracticeReader reader = { fields, "", faults };
  g_autoptr (PictorPracticeRequest) request = g_new0 (PictorPracticeRequest, 1);
  g_autoptr (GArray) sub_models = g_array_new (FALSE, FALSE, sizeof (SubModel));
  const PictorPracticeModel *main_model;
  gboolean own_vae;
  gboolean translate;
  int type;

  request->guides = g_array_new (FALSE, FALSE, sizeof (PictorPracticeGuide));
  pictor_practice_reader_expect (&reader, field_names);
  main_model = check_main_model (&reader, &type);
  check_sub_models (&reader, type, sub_models);
  check_numbers (&reader, request);
  /* The vocabulary knows English and Chinese: nothing has to be translated. */
  pictor_practice_reader_boolean (&reader, "TranslatePrompt", TRUE, &translate);
  read_prompts (&reader, request, main_model, sub_models);
  pictor_practice_reader_boolean (&reader, "UseCustomMainModelVae", FALSE, &own_vae);
  read_controls (&reader, request, cancellable);

  request->paint.positive = (const char * const *) request->positive;
  request->paint.negative = (const char * const *) request->negative;
  request->paint.guides = (const PictorPracticeGuide *) (gpointer) request->guides->data;
  request->paint.n_guides = request->guides->len;
  if (faults->len > 0 || g_cancellable_is_cancelled (cancellable))
    return NULL;
  request->points = count_points (request);
  return g_steal_pointer (&request);
}

void
pictor_practice_request_free (PictorPracticeRequest *request)
{
  g_clear_pointer (&request->positive, g_strfreev);
  g_clear_pointer (&request->negative, g_strfreev);
  g_clear_pointer (&request->guides, g_array_unref);
  g_free (request);
}
