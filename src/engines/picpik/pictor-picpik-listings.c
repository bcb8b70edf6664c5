/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engines/picpik/pictor-picpik-reply.h"

#include <string.h>

#include "engines/pictor-listing.h"
#include "engines/pictor-plain-text.h"
#include "model/pictor-json.h"

/* What a listing is allowed to fill the memory with. */
#define MAX_ENTRIES 10000
#define MAX_NAME_CHARS 200
#define MAX_TRIGGERS 50

/* Groups may stand in maps of maps, by family for instance. */
#define MAX_DEPTH 3

typedef struct
{
  GPtrArray *listings; /* of PictorListing */
  GHashTable *seen;    /* the kind and id of each */
  PictorListingKind kind;
  gboolean custom;     /* unless an entry says so itself */
} Reader;

/* An id, a number or a text, as text. (transfer full) (nullable) */
static char *
get_id (JsonObject *entry,
        const char *name)
{
  const char *text = pictor_json_get_string (entry, name);
  gint64 number;

  if (text != NULL)
    return pictor_plain_text (text, MAX_NAME_CHARS);
  if (pictor_json_get_int (entry, name, &number))
    return g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return NULL;
}

static char **
read_triggers (JsonObject *entry)
{
  JsonArray *list = pictor_json_get_array (entry, "TriggerWordList");
  g_autoptr (GStrvBuilder) triggers = NULL;

  if (list == NULL || json_array_get_length (list) == 0)
    return NULL;

  triggers = g_strv_builder_new ();
  for (guint i = 0; i < MIN (json_array_get_length (list), MAX_TRIGGERS); i++)
    {
      JsonNode *node = json_array_get_element (list, i);
      g_autofree char *trigger = NULL;

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        trigger = pictor_plain_text (json_node_get_string (node), MAX_NAME_CHARS);
      if (trigger != NULL)
        g_strv_builder_add (triggers, trigger);
    }

  return g_strv_builder_end (triggers);
}

/* FALSE if @entry is nothing that has an id. */
static gboolean
read_entry (Reader     *reader,
            JsonObject *entry,
            const char *key)
{
  g_autofree char *id = get_id (entry, "Id");
  g_autofree char *name = NULL;
  g_autofree char *param1 = NULL;
  g_autofree char *param2 = NULL;
  g_auto (GStrv) triggers = NULL;
  gboolean custom = reader->custom;
  gboolean official;
  char *mark;

  if (id == NULL)
    id = get_id (entry, "ModelCode");
  if (id == NULL)
    return FALSE;

  mark = g_strdup_printf ("%d %s", reader->kind, id);
  if (reader->listings->len >= MAX_ENTRIES || !g_hash_table_add (reader->seen, mark))
    return TRUE;

  name = pictor_plain_text (pictor_json_get_string (entry, "Name"), MAX_NAME_CHARS);
  if (name == NULL)
    name = pictor_plain_text (key, MAX_NAME_CHARS);
  if (pictor_json_get_boolean (entry, "IsOfficial", &official))
    custom = !official;
  triggers = read_triggers (entry);
  param1 = pictor_plain_text (pictor_json_get_string (entry, "Param1Name"), MAX_NAME_CHARS);
  param2 = pictor_plain_text (pictor_json_get_string (entry, "Param2Name"), MAX_NAME_CHARS);

  g_ptr_array_add (reader->listings,
                   pictor_listing_new (reader->kind, id, name, custom,
                                       (const char * const *) triggers, param1, param2));
  return TRUE;
}

/* Entries in a list, in a map, or in lists and maps within; whatever else there is, is passed over. */
static void
read_group (Reader     *reader,
            JsonNode   *node,
            const char *key,
            guint       depth)
{
  if (node == NULL || depth > MAX_DEPTH)
    return;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        read_group (reader, json_array_get_element (array, i), NULL, depth + 1);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      g_autoptr (GList) names = NULL;

      if (read_entry (reader, object, key))
        return;

      names = json_object_get_members (object);
      for (GList *l = names; l != NULL; l = l->next)
        read_group (reader, json_object_get_member (object, l->data), l->data, depth + 1);
    }
}

static void
reader_init (Reader *reader)
{
  reader->listings = g_ptr_array_new_with_free_func (g_object_unref);
  reader->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static GPtrArray *
reader_end (Reader *reader)
{
  g_hash_table_unref (reader->seen);
  return reader->listings;
}

static void
read_member (Reader            *reader,
             JsonObject        *reply,
             const char        *name,
             PictorListingKind  kind,
             gboolean           custom)
{
  reader->kind = kind;
  reader->custom = custom;
  read_group (reader, json_object_get_member (reply, name), NULL, 0);
}

GPtrArray *
pictor_picpik_reply_get_models (JsonObject *reply)
{
  Reader reader;

  reader_init (&reader);
  read_member (&reader, reply, "SystemPreInstallModels", PICTOR_LISTING_MODEL, FALSE);
  read_member (&reader, reply, "SelfMainModels", PICTOR_LISTING_MODEL, TRUE);
  read_member (&reader, reply, "MainModels", PICTOR_LISTING_MODEL, FALSE);
  read_member (&reader, reply, "LoraModels", PICTOR_LISTING_SUB_MODEL, FALSE);
  read_member (&reader, reply, "EmbeddingModels", PICTOR_LISTING_SUB_MODEL, FALSE);
  read_member (&reader, reply, "HypernetworkModels", PICTOR_LISTING_SUB_MODEL, FALSE);

  return reader_end (&reader);
}

/* The names of the groups are not documented: one that speaks of preprocessors holds those. */
GPtrArray *
pictor_picpik_reply_get_controls (JsonObject *reply)
{
  g_autoptr (GList) names = json_object_get_members (reply);
  Reader reader;

  reader_init (&reader);
  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autofree char *lower = g_ascii_strdown (l->data, -1);

      if (strstr (lower, "preproc") != NULL)
        read_member (&reader, reply, l->data, PICTOR_LISTING_PREPROCESSOR, FALSE);
      else
        read_member (&reader, reply, l->data, PICTOR_LISTING_CONTROL_MODEL, FALSE);
    }

  return reader_end (&reader);
}
