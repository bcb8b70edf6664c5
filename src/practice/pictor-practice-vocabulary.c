/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-vocabulary.h"

#include <string.h>

#include <gio/gio.h>

#define FOLDER "/io/github/pictor/Pictor/practice/"

static const struct
{
  const char *file;
  guint n_fields;
} sources[PICTOR_PRACTICE_N_KINDS] = {
  [PICTOR_PRACTICE_SUBJECT] = { FOLDER "subjects.txt", 4 },
  [PICTOR_PRACTICE_SETTING] = { FOLDER "settings.txt", 7 },
  [PICTOR_PRACTICE_COLOUR] = { FOLDER "colours.txt", 3 },
};

static const char * const stances[] = { "ground", "water", "sky", "float" };
static const char * const setting_kinds[] = { "place", "light", "weather" };
static const char * const decors[PICTOR_PRACTICE_N_DECORS] = {
  "bands",   "nebula",   "stars",     "aurora",     "planets",   "sun",     "moon",  "rainbow",
  "clouds",  "overcast", "fireworks", "lightning",  "mountains", "mesas",   "hills", "cascade",
  "skyline", "cavern",   "interior",  "spotlights", "dunes",     "furrows", "waves", "surf",
  "ripples", "icebergs", "craters",   "road",       "roofs",     "acacias", "pines", "trees",
  "bamboo",  "palms",    "mist",      "grass",      "flowers",   "seaweed", "rays",  "lanterns",
  "bubbles", "bokeh",    "leaves",    "petals",     "rain",      "snow"
};

typedef struct
{
  GPtrArray *entries[PICTOR_PRACTICE_N_KINDS];
  GHashTable *names;   /* name → PictorPracticeEntry */
  GHashTable *plurals; /* plural of a name → PictorPracticeEntry */
} Vocabulary;

static int
position (const char         *word,
          const char * const *words,
          int                 n_words)
{
  for (int i = 0; i < n_words; i++)
    if (g_str_equal (word, words[i]))
      return i;
  g_error ("The vocabulary has a word it should not have: “%s”", word);
}

static guint32
read_colour (const char *text)
{
  if (g_str_equal (text, "-"))
    return PICTOR_PRACTICE_NO_COLOUR;
  if (text[0] != '#' || strlen (text) != 7)
    g_error ("The vocabulary has a wrong colour: “%s”", text);
  return g_ascii_strtoull (text + 1, NULL, 16);
}

static void
read_colours (const char *text,
              guint32    *colours,
              guint       n_colours)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; i < n_colours; i++)
    colours[i] = i < g_strv_length (words) ? read_colour (words[i]) : PICTOR_PRACTICE_NO_COLOUR;
}

static guint64
read_decor (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  guint64 decor = 0;

  if (g_str_equal (text, "-"))
    return 0;
  for (guint i = 0; words[i] != NULL; i++)
    decor |= PICTOR_PRACTICE_DECOR_BIT (
      position (g_strstrip (words[i]), decors, G_N_ELEMENTS (decors)));
  return decor;
}

static void
read_subject (PictorPracticeSubject *subject,
              const char            *emoji,
              const char            *manner)
{
  g_auto (GStrv) words = g_strsplit (manner, " ", -1);

  g_assert (g_strv_length (words) >= 2);
  subject->emoji = g_strdup (emoji);
  subject->stance = position (words[0], stances, G_N_ELEMENTS (stances));
  subject->bulk = CLAMP (words[1][0] - '0', 1, 5);
  subject->fixed = words[2] != NULL && g_str_equal (words[2], "fixed");
}

static void
read_setting (PictorPracticeSetting  *setting,
              char                  **fields)
{
  setting->kind = position (fields[2], setting_kinds, G_N_ELEMENTS (setting_kinds));
  read_colours (fields[3], setting->sky, G_N_ELEMENTS (setting->sky));
  read_colours (fields[4], setting->ground, G_N_ELEMENTS (setting->ground));
  setting->horizon = (int) g_ascii_strtoll (fields[5], NULL, 10);
  setting->decor = read_decor (fields[6]);
}

/* The first entry to claim a name keeps it. */
static void
claim (GHashTable         *table,
       char               *name,
       PictorPracticeEntry *entry)
{
  if (g_hash_table_contains (table, name))
    g_free (name);
  else
    g_hash_table_insert (table, name, entry);
}

static void
claim_regular_plurals (Vocabulary          *self,
                       const char          *name,
                       PictorPracticeEntry *entry)
{
  int length = (int) strlen (name);

  claim (self->plurals, g_strconcat (name, "s", NULL), entry);
  claim (self->plurals, g_strconcat (name, "es", NULL), entry);
  if (g_str_has_suffix (name, "y"))
    claim (self->plurals, g_strdup_printf ("%.*sies", length - 1, name), entry);
  if (g_str_has_suffix (name, "f"))
    claim (self->plurals, g_strdup_printf ("%.*sves", length - 1, name), entry);
  if (g_str_has_suffix (name, "fe"))
    claim (self->plurals, g_strdup_printf ("%.*sves", length - 2, name), entry);
}

static void
claim_names (Vocabulary          *self,
             const char          *list,
             PictorPracticeEntry *entry)
{
  g_auto (GStrv) names = g_strsplit (list, ",", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_auto (GStrv) forms = g_strsplit (g_strstrip (names[i]), "/", 2);

      if (entry->name == NULL)
        entry->name = g_strdup (forms[0]);
      claim (self->names, g_strdup (forms[0]), entry);
      if (forms[1] != NULL)
        claim (self->plurals, g_strdup (forms[1]), entry);
      else if (g_ascii_isalpha (forms[0][0]))
        claim_regular_plurals (self, forms[0], entry);
    }
}

static void
read_line (Vocabulary         *self,
           PictorPracticeKind  kind,
           const char         *line)
{
  PictorPracticeEntry *entry = g_new0 (PictorPracticeEntry, 1);
  g_auto (GStrv) fields = g_strsplit (line, "|", -1);
  guint english = kind == PICTOR_PRACTICE_SETTING ? 0 : 1;

  if (g_strv_length (fields) != sources[kind].n_fields)
    g_error ("The vocabulary has a wrong line: “%s”", line);
  for (guint i = 0; fields[i] != NULL; i++)
    g_strstrip (fields[i]);

  entry->kind = kind;
  if (kind == PICTOR_PRACTICE_SUBJECT)
    read_subject (&entry->subject, fields[0], fields[3]);
  else if (kind == PICTOR_PRACTICE_SETTING)
    read_setting (&entry->setting, fields);
  else
    entry->colour = read_colour (fields[0]);

  claim_names (self, fields[english], entry);
  claim_names (self, fields[english + 1], entry);
  if (kind == PICTOR_PRACTICE_SUBJECT)
    {
      /* With and without the variation selector, which a keyboard may leave out. */
      g_auto (GStrv) bare = g_strsplit (entry->subject.emoji, "\xef\xb8\x8f", -1);

      claim (self->names, g_strjoinv ("", bare), entry);
    }
  g_ptr_array_add (self->entries[kind], entry);
}

static Vocabulary *
load (void)
{
  Vocabulary *self = g_new0 (Vocabulary, 1);

  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->plurals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (int kind = 0; kind < PICTOR_PRACTICE_N_KINDS; kind++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes)
        bytes = g_resources_lookup_data (sources[kind].file, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
      g_autofree char *text = NULL;
      g_auto (GStrv) lines = NULL;

      if (bytes == NULL)
        g_error ("The vocabulary is missing: %s", error->message);
      text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      lines = g_strsplit (text, "\n", -1);
      self->entries[kind] = g_ptr_array_new ();
      for (guint i = 0; lines[i] != NULL; i++)
        if (lines[i][0] != '\0' && !g_str_has_prefix (lines[i], "# ") &&
            !g_str_equal (lines[i], "#"))
          read_line (self, kind, lines[i]);
    }
  return self;
}

static const Vocabulary *
get (void)
{
  static gsize vocabulary;

  if (g_once_init_enter (&vocabulary))
    g_once_init_leave (&vocabulary, (gsize) load ());
  return (const Vocabulary *) vocabulary;
}

guint
pictor_practice_vocabulary_count (PictorPracticeKind kind)
{
  g_return_val_if_fail (kind < PICTOR_PRACTICE_N_KINDS, 0);

  return get ()->entries[kind]->len;
}

const PictorPracticeEntry *
pictor_practice_vocabulary_get (PictorPracticeKind kind,
                                guint              i)
{
  g_return_val_if_fail (kind < PICTOR_PRACTICE_N_KINDS, NULL);

  return i < get ()->entries[kind]->len ? g_ptr_array_index (get ()->entries[kind], i) : NULL;
}

const PictorPracticeEntry *
pictor_practice_vocabulary_find (const char *name,
                                 gboolean   *plural)
{
  const PictorPracticeEntry *entry;

  g_return_val_if_fail (name != NULL && plural != NULL, NULL);

  entry = g_hash_table_lookup (get ()->names, name);
  *plural = entry == NULL;
  return entry != NULL ? entry : g_hash_table_lookup (get ()->plurals, name);
}
