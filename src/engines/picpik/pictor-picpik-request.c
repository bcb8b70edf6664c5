/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/picpik/pictor-picpik-request.h"

#include <glib/gi18n.h>

#include "model/pictor-prompt.h"
#include "picpik/pictor-picpik-contract.h"
#include "picpik/pictor-picpik-signature.h"

struct _PictorPicpikRequest
{
  JsonObject *fields;
  GPtrArray *images;  /* of PictorControlImage */
  GHashTable *places; /* the JsonNode that stands for an image → the PictorControlImage */
};

typedef struct
{
  PictorPicpikRequest *request;
  PictorBody *body;
} Writing;

/* The service numbers its models; a recipe holds them as text. */
static gboolean
parse_id (const char *text,
          gint64     *id)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  guint64 value;

  if (!g_ascii_string_to_unsigned (trimmed, 10, 0, G_MAXINT64, &value, NULL))
    return FALSE;

  *id = value;
  return TRUE;
}

static gint64
get_id (const char *text)
{
  gint64 id = 0;

  parse_id (text, &id);
  return id;
}

/* The name under which the contract knows a field of the recipe or of a control. */
#define NAME(field) pictor_picpik_field_name (PICTOR_FIELD_##field)

static void
add_phrases (JsonObject *fields,
             const char *name,
             const char *text)
{
  g_auto (GStrv) phrases = pictor_prompt_split (text);
  JsonArray *array;

  if (phrases[0] == NULL)
    return;

  array = json_array_new ();
  for (guint i = 0; phrases[i] != NULL; i++)
    json_array_add_string_element (array, phrases[i]);
  json_object_set_array_member (fields, name, array);
}

static void
add_sub_models (JsonObject *fields,
                GListModel *sub_models)
{
  guint n = g_list_model_get_n_items (sub_models);
  JsonArray *ids;
  JsonArray *params;

  if (n == 0)
    return;

  ids = json_array_new ();
  params = json_array_new ();
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PictorSubModel) sub_model = g_list_model_get_item (sub_models, i);
      gint64 id = get_id (pictor_sub_model_get_id (sub_model));
      JsonObject *param = json_object_new ();

      json_array_add_int_element (ids, id);
      json_object_set_int_member (param, "SubModelId", id);
      json_object_set_double_member (param, NAME (SUB_MODEL_WEIGHT), pictor_sub_model_get_weight (sub_model));
      json_array_add_object_element (params, param);
    }
  json_object_set_array_member (fields, NAME (SUB_MODELS), ids);
  json_object_set_array_member (fields, "SubModelParams", params);
}

static void
add_custom_fields (JsonObject    *param,
                   PictorControl *control)
{
  json_object_set_int_member (param, NAME (CONTROL_MODEL), get_id (pictor_control_get_model (control)));
  json_object_set_int_member (param, NAME (CONTROL_PREPROCESSOR),
                              get_id (pictor_control_get_preprocessor (control)));
  json_object_set_double_member (param, NAME (CONTROL_START), pictor_control_get_start (control));
  json_object_set_double_member (param, NAME (CONTROL_END), pictor_control_get_end (control));
  json_object_set_string_member (param, NAME (CONTROL_MODE),
                                 pictor_picpik_control_mode (pictor_control_get_mode (control)));
  json_object_set_string_member (param, NAME (CONTROL_RESIZE),
                                 pictor_picpik_resize_mode (pictor_control_get_resize (control)));
  json_object_set_int_member (param, NAME (CONTROL_RESOLUTION), pictor_control_get_resolution (control));
  json_object_set_double_member (param, NAME (CONTROL_PARAM1), pictor_control_get_param1 (control));
  json_object_set_double_member (param, NAME (CONTROL_PARAM2), pictor_control_get_param2 (control));
}

static void
add_controls (PictorPicpikRequest *self,
              GListModel          *controls)
{
  guint n = g_list_model_get_n_items (controls);
  JsonArray *params;

  if (n == 0)
    return;

  params = json_array_new ();
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PictorControl) control = g_list_model_get_item (controls, i);
      JsonObject *param = json_object_new ();

      /* The base64 is made while the body is read; until then a place holds the name. */
      json_object_set_string_member (param, NAME (CONTROL_IMAGE), "");
      g_hash_table_insert (self->places, json_object_get_member (param, NAME (CONTROL_IMAGE)),
                           g_ptr_array_index (self->images, i));

      json_object_set_int_member (param, NAME (CONTROL_PRESET), pictor_control_get_preset (control));
      json_object_set_double_member (param, NAME (CONTROL_WEIGHT), pictor_control_get_weight (control));
      if (pictor_control_get_preset (control) == PICTOR_PRESET_CUSTOM)
        add_custom_fields (param, control);
      json_array_add_object_element (params, param);
    }
  json_object_set_boolean_member (self->fields, "EnableControlNet", TRUE);
  json_object_set_array_member (self->fields, NAME (CONTROLS), params);
}

PictorPicpikRequest *
pictor_picpik_request_new (const char *action)
{
  PictorPicpikRequest *self = g_new0 (PictorPicpikRequest, 1);

  self->fields = json_object_new ();
  json_object_set_string_member (self->fields, "Action", action);

  return self;
}

PictorPicpikRequest *
pictor_picpik_request_new_tasks (GPtrArray *uids)
{
  PictorPicpikRequest *self = pictor_picpik_request_new (PICTOR_PICPIK_ACTION_TASKS);
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < uids->len; i++)
    json_array_add_string_element (list, g_ptr_array_index (uids, i));
  json_object_set_array_member (self->fields, "TaskUIDList", list);

  return self;
}

PictorPicpikRequest *
pictor_picpik_request_new_generate (PictorRecipe *recipe,
                                    const char   *default_model,
                                    const char   *request_uuid,
                                    GPtrArray    *images)
{
  PictorPicpikRequest *self = pictor_picpik_request_new (PICTOR_PICPIK_ACTION_GENERATE);
  JsonObject *fields = self->fields;
  PictorModelType model_type = pictor_recipe_get_model_type (recipe);
  const char *model = pictor_recipe_get_model (recipe);

  self->images = g_ptr_array_ref (images);
  self->places = g_hash_table_new (NULL, NULL);

  json_object_set_string_member (fields, "request_uuid", request_uuid);
  json_object_set_string_member (fields, NAME (MODEL_TYPE), pictor_picpik_model_type (model_type));
  json_object_set_int_member (fields, NAME (MODEL), get_id (*model != '\0' ? model : default_model));
  if (model_type == PICTOR_MODEL_TYPE_CUSTOM)
    add_sub_models (fields, G_LIST_MODEL (pictor_recipe_get_sub_models (recipe)));
  json_object_set_int_member (fields, NAME (BATCH_SIZE), pictor_recipe_get_batch_size (recipe));
  json_object_set_int_member (fields, NAME (STEPS), pictor_recipe_get_steps (recipe));
  json_object_set_double_member (fields, NAME (CFG_SCALE), pictor_recipe_get_cfg_scale (recipe));
  json_object_set_int_member (fields, NAME (SEED), pictor_recipe_get_seed (recipe));
  json_object_set_string_member (fields, NAME (SAMPLER), pictor_recipe_get_sampler (recipe));
  json_object_set_int_member (fields, NAME (WIDTH), pictor_recipe_get_width (recipe));
  json_object_set_int_member (fields, NAME (HEIGHT), pictor_recipe_get_height (recipe));
  json_object_set_int_member (fields, NAME (CLIP_SKIP), pictor_recipe_get_clip_skip (recipe));
  json_object_set_boolean_member (fields, NAME (TRANSLATE), pictor_recipe_get_translate (recipe));
  json_object_set_boolean_member (fields, NAME (MODEL_VAE), pictor_recipe_get_model_vae (recipe));
  add_phrases (fields, NAME (PROMPT), pictor_recipe_get_prompt (recipe));
  add_phrases (fields, NAME (NEGATIVE_PROMPT), pictor_recipe_get_negative_prompt (recipe));
  add_controls (self, G_LIST_MODEL (pictor_recipe_get_controls (recipe)));

  return self;
}

void
pictor_picpik_request_free (PictorPicpikRequest *self)
{
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->images, g_ptr_array_unref);
  json_object_unref (self->fields);
  g_free (self);
}

GPtrArray *
pictor_picpik_request_get_images (PictorPicpikRequest *self)
{
  return self->images;
}

static void
append_cb (const char *json,
           const char *hashed,
           gpointer    user_data)
{
  Writing *writing = user_data;

  pictor_body_append (writing->body, json, hashed);
}

static gboolean
substitute_cb (JsonNode *node,
               gpointer  user_data)
{
  Writing *writing = user_data;
  PictorControlImage *image = NULL;

  if (writing->request->places != NULL)
    image = g_hash_table_lookup (writing->request->places, node);
  if (image == NULL)
    return FALSE;

  pictor_body_append_base64 (writing->body, image->file, image->size);
  return TRUE;
}

PictorBody *
pictor_picpik_request_make_body (PictorPicpikRequest *self,
                                 PictorAccess    *keys)
{
  const PictorPicpikSink sink = { append_cb, substitute_cb };
  PictorBody *body = pictor_body_new ();
  Writing writing = { self, body };

  json_object_set_string_member (self->fields, "PublicKey", keys->login);
  pictor_picpik_write (self->fields, &sink, &writing);

  pictor_body_append (body, ",\"Signature\":\"", NULL);
  pictor_body_append_digest (body, keys->secret);
  pictor_body_append (body, "\"}", NULL);

  return body;
}

/* Ids that are missing altogether are the model's own to report. */
static gboolean
is_number (const char *id)
{
  gint64 value;

  return parse_id (id, &value);
}

static void
check_sub_models (GListModel *sub_models,
                  GPtrArray  *problems)
{
  for (guint i = 0; i < g_list_model_get_n_items (sub_models); i++)
    {
      g_autoptr (PictorSubModel) sub_model = g_list_model_get_item (sub_models, i);

      if (!is_number (pictor_sub_model_get_id (sub_model)))
        g_ptr_array_add (problems,
                         pictor_problem_new (PICTOR_FIELD_SUB_MODELS, i,
                                             _("Sub-model %d must be a number for this service. "
                                               "Choose one from the list."), i + 1));
    }
}

static void
check_controls (GListModel *controls,
                GPtrArray  *problems)
{
  for (guint i = 0; i < g_list_model_get_n_items (controls); i++)
    {
      g_autoptr (PictorControl) control = g_list_model_get_item (controls, i);

      if (pictor_control_get_preset (control) != PICTOR_PRESET_CUSTOM)
        continue;

      if (!is_number (pictor_control_get_model (control)))
        g_ptr_array_add (problems,
                         pictor_problem_new (PICTOR_FIELD_CONTROL_MODEL, i,
                                             _("The model of ControlNet %d must be a number for this service. "
                                               "Choose one from the list."), i + 1));
      if (!is_number (pictor_control_get_preprocessor (control)))
        g_ptr_array_add (problems,
                         pictor_problem_new (PICTOR_FIELD_CONTROL_PREPROCESSOR, i,
                                             _("The preprocessor of ControlNet %d must be a number for this "
                                               "service. Choose one from the list."), i + 1));
    }
}

void
pictor_picpik_request_check (PictorRecipe *recipe,
                             const char   *default_model,
                             GPtrArray    *problems)
{
  const char *model = pictor_recipe_get_model (recipe);

  if (*model == '\0' && default_model == NULL)
    g_ptr_array_add (problems, pictor_problem_new (PICTOR_FIELD_MODEL, -1, "%s",
                                                   _("Choose a model, or type its number.")));
  else if (*model != '\0' && !is_number (model))
    g_ptr_array_add (problems, pictor_problem_new (PICTOR_FIELD_MODEL, -1, "%s",
                                                   _("The model must be a number for this service. "
                                                     "Choose one from the list.")));

  if (pictor_recipe_get_model_type (recipe) == PICTOR_MODEL_TYPE_CUSTOM)
    check_sub_models (G_LIST_MODEL (pictor_recipe_get_sub_models (recipe)), problems);
  check_controls (G_LIST_MODEL (pictor_recipe_get_controls (recipe)), problems);
}
