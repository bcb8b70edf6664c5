/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-control.h"

#include <glib/gi18n.h>

#include "picpik/pictor-picpik-contract.h"
#include "practice/pictor-practice-image.h"
#include "practice/pictor-practice-listing.h"
#include "practice/pictor-practice-painter.h"

/* What a control always has, and what only a customised one has. */
static const PictorField own_fields[] = {
  PICTOR_FIELD_CONTROL_IMAGE, PICTOR_FIELD_CONTROL_PRESET, PICTOR_FIELD_CONTROL_WEIGHT,
};
static const PictorField custom_fields[] = {
  PICTOR_FIELD_CONTROL_MODEL, PICTOR_FIELD_CONTROL_PREPROCESSOR,
  PICTOR_FIELD_CONTROL_START, PICTOR_FIELD_CONTROL_END,
  PICTOR_FIELD_CONTROL_MODE, PICTOR_FIELD_CONTROL_RESIZE,
  PICTOR_FIELD_CONTROL_RESOLUTION, PICTOR_FIELD_CONTROL_PARAM1, PICTOR_FIELD_CONTROL_PARAM2,
};

static void
check_names (const PictorPracticeReader *self)
{
  const char *names[G_N_ELEMENTS (own_fields) + G_N_ELEMENTS (custom_fields) + 1] = { NULL };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (own_fields); i++)
    names[n++] = pictor_picpik_field_name (own_fields[i]);
  for (guint i = 0; i < G_N_ELEMENTS (custom_fields); i++)
    names[n++] = pictor_picpik_field_name (custom_fields[i]);
  pictor_practice_reader_expect (self, names);
}

/* The contract calls the preset a String and shows a number: both are taken. */
static gboolean
read_preset (const PictorPracticeReader *self,
             gint64                     *preset)
{
  const char *name = pictor_picpik_field_name (PICTOR_FIELD_CONTROL_PRESET);
  JsonNode *node = json_object_get_member (self->object, name);

  if (node != NULL && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      guint64 number;

      if (g_ascii_string_to_unsigned (json_node_get_string (node), 10, 0, PICTOR_N_PRESETS - 1,
                                      &number, NULL))
        {
          *preset = number;
          return TRUE;
        }
    }
  else if (!pictor_practice_reader_integer (self, name, TRUE, preset))
    return FALSE;
  else if (*preset >= 0 && *preset < PICTOR_N_PRESETS)
    return TRUE;
  pictor_practice_reader_fault (self, name, _("must be between %d and %d"), 0, PICTOR_N_PRESETS - 1);
  return FALSE;
}

static void
check_id (const PictorPracticeReader *self,
          PictorField                 field,
          PictorPracticeListing       kind)
{
  const char *name = pictor_picpik_field_name (field);
  gint64 id;

  if (pictor_practice_reader_integer (self, name, TRUE, &id) &&
      pictor_practice_listing_find (kind, id) == NULL)
    pictor_practice_reader_fault (self, name, _("must be an Id of the practice service’s list"));
}

static void
check_word (const PictorPracticeReader *self,
            PictorField                 field,
            int                       (*parse) (const char *text),
            const char                 *words)
{
  const char *name = pictor_picpik_field_name (field);
  const char *word = pictor_practice_reader_string (self, name, TRUE);

  if (word != NULL && parse (word) < 0)
    pictor_practice_reader_fault (self, name, _("must be one of %s"), words);
}

static void
check_custom (const PictorPracticeReader *self)
{
  gint64 resolution;
  double start, end, param;
  gboolean has_start, has_end;

  check_id (self, PICTOR_FIELD_CONTROL_MODEL, PICTOR_PRACTICE_CONTROL);
  check_id (self, PICTOR_FIELD_CONTROL_PREPROCESSOR, PICTOR_PRACTICE_PREPROCESSOR);
  has_start = pictor_practice_reader_number (self, PICTOR_FIELD_CONTROL_START, &start);
  has_end = pictor_practice_reader_number (self, PICTOR_FIELD_CONTROL_END, &end);
  if (has_start && has_end && start > end)
    pictor_practice_reader_fault (self, pictor_picpik_field_name (PICTOR_FIELD_CONTROL_START),
                                  _("must not be after the end"));
  check_word (self, PICTOR_FIELD_CONTROL_MODE, pictor_picpik_parse_control_mode,
              "Balanced, MyPromptIsMoreImportant, ControlNetIsMoreImportant");
  check_word (self, PICTOR_FIELD_CONTROL_RESIZE, pictor_picpik_parse_resize_mode,
              "JustResize, CropAndResize, ResizeAndFill");
  pictor_practice_reader_whole (self, PICTOR_FIELD_CONTROL_RESOLUTION, &resolution);
  pictor_practice_reader_number (self, PICTOR_FIELD_CONTROL_PARAM1, &param);
  pictor_practice_reader_number (self, PICTOR_FIELD_CONTROL_PARAM2, &param);
}

static void
refuse_custom (const PictorPracticeReader *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (custom_fields); i++)
    {
      const char *name = pictor_picpik_field_name (custom_fields[i]);

      if (json_object_has_member (self->object, name))
        pictor_practice_reader_fault (self, name, _("is only allowed with preset 0"));
    }
}

void
pictor_practice_control_read (const PictorPracticeReader *self,
                              PictorPracticeGuide        *guide)
{
  const char *image_name = pictor_picpik_field_name (PICTOR_FIELD_CONTROL_IMAGE);
  const char *text;
  double weight = 0;
  gint64 preset;

  check_names (self);
  text = pictor_practice_reader_string (self, image_name, TRUE);
  pictor_practice_reader_number (self, PICTOR_FIELD_CONTROL_WEIGHT, &weight);
  if (text != NULL)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) file = pictor_practice_image_read (text, &error);

      if (file == NULL || !pictor_practice_guide_read (guide, file, weight, &error))
        pictor_practice_reader_fault (self, image_name, "%s", error->message);
    }
  if (read_preset (self, &preset))
    {
      if (preset == PICTOR_PRESET_CUSTOM)
        check_custom (self);
      else
        refuse_custom (self);
    }
}
