/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "http/pictor-form.h"

struct _PictorForm
{
  PictorBody *body;
  char *boundary;
};

PictorForm *
pictor_form_new (void)
{
  PictorForm *self = g_new0 (PictorForm, 1);
  g_autofree char *uuid = g_uuid_string_random ();

  self->body = pictor_body_new ();
  self->boundary = g_strconcat ("pictor-", uuid, NULL);

  return self;
}

void
pictor_form_free (PictorForm *self)
{
  g_object_unref (self->body);
  g_free (self->boundary);
  g_free (self);
}

/* @text as a quoted parameter of a header, spelled as browsers do (WHATWG's "multipart/form-data"). */
static char *
escape (const char *text)
{
  GString *escaped = g_string_new (text);

  g_string_replace (escaped, "\"", "%22", 0);
  g_string_replace (escaped, "\r", "%0D", 0);
  g_string_replace (escaped, "\n", "%0A", 0);

  return g_string_free (escaped, FALSE);
}

void
pictor_form_add_text (PictorForm *self,
                      const char *name,
                      const char *value)
{
  g_autofree char *escaped = escape (name);
  g_autofree char *part = NULL;

  g_return_if_fail (value != NULL);

  part = g_strdup_printf ("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n",
                          self->boundary, escaped, value);
  pictor_body_append (self->body, part, NULL);
}

void
pictor_form_add_file (PictorForm *self,
                      const char *name,
                      const char *file_name,
                      const char *content_type,
                      GFile      *file,
                      goffset     size)
{
  g_autofree char *escaped = escape (name);
  g_autofree char *escaped_file = escape (file_name);
  g_autofree char *head = NULL;

  head = g_strdup_printf ("--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
                          "Content-Type: %s\r\n\r\n",
                          self->boundary, escaped, escaped_file, content_type);
  pictor_body_append (self->body, head, NULL);
  pictor_body_append_file (self->body, file, size);
  pictor_body_append (self->body, "\r\n", NULL);
}

void
pictor_form_finish (PictorForm    *self,
                    PictorRequest *request)
{
  g_autofree char *end = g_strdup_printf ("--%s--\r\n", self->boundary);
  g_autofree char *content_type = g_strconcat ("multipart/form-data; boundary=", self->boundary, NULL);

  pictor_body_append (self->body, end, NULL);
  pictor_request_set_body (request, self->body, content_type);
}
