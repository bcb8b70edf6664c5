/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "http/pictor-request.h"
#include "http/pictor-http-private.h"

#include <string.h>

#include <glib/gi18n.h>

typedef struct
{
  char *name;
  char *value;
} Header;

static void
wipe (char *text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

static void
header_free (gpointer data)
{
  Header *header = data;

  g_free (header->name);
  wipe (header->value);
  g_free (header);
}

PictorRequest *
pictor_request_new (PictorMethod  method,
                    const char   *uri)
{
  PictorRequest *self;

  g_return_val_if_fail (uri != NULL, NULL);

  self = g_new0 (PictorRequest, 1);
  self->method = method;
  self->uri = g_strdup (uri);
  self->headers = g_ptr_array_new_with_free_func (header_free);
  self->max_reply = PICTOR_HTTP_MAX_REPLY;
  self->max_error_reply = PICTOR_HTTP_MAX_ERROR_REPLY;

  return self;
}

void
pictor_request_free (PictorRequest *self)
{
  g_free (self->uri);
  g_ptr_array_unref (self->headers);
  g_clear_object (&self->body);
  g_free (self->content_type);
  g_clear_object (&self->destination);
  g_free (self);
}

void
pictor_request_set_header (PictorRequest *self,
                           const char    *name,
                           const char    *value)
{
  Header *header;

  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL);
  g_return_if_fail (value != NULL);

  header = g_new0 (Header, 1);
  header->name = g_strdup (name);
  header->value = g_strstrip (g_strdup (value));
  g_ptr_array_add (self->headers, header);
}

void
pictor_request_set_login (PictorRequest *self,
                          const char    *login,
                          const char    *password)
{
  char *pair;
  char *encoded;
  char *value;

  g_return_if_fail (self != NULL);
  g_return_if_fail (login != NULL);
  g_return_if_fail (password != NULL);

  pair = g_strconcat (login, ":", password, NULL);
  encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
  value = g_strconcat ("Basic ", encoded, NULL);
  pictor_request_set_header (self, "Authorization", value);
  wipe (pair);
  wipe (encoded);
  wipe (value);
}

void
pictor_request_set_body (PictorRequest *self,
                         PictorBody    *body,
                         const char    *content_type)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (PICTOR_IS_BODY (body));
  g_return_if_fail (content_type != NULL);

  g_set_object (&self->body, body);
  g_free (self->content_type);
  self->content_type = g_strdup (content_type);
}

void
pictor_request_set_json (PictorRequest *self,
                         const char    *json)
{
  g_autoptr (PictorBody) body = pictor_body_new ();

  pictor_body_append (body, json, NULL);
  pictor_request_set_body (self, body, "application/json");
}

void
pictor_request_set_max_reply (PictorRequest *self,
                              gsize          bytes)
{
  g_return_if_fail (self != NULL);

  self->max_reply = bytes;
}

void
pictor_request_set_destination (PictorRequest *self,
                                GFile         *file)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (G_IS_FILE (file));

  g_set_object (&self->destination, file);
}

void
pictor_request_set_patient (PictorRequest *self)
{
  g_return_if_fail (self != NULL);

  self->patient = TRUE;
}

static const char *
get_method_name (PictorMethod method)
{
  switch (method)
    {
    case PICTOR_METHOD_POST:
      return SOUP_METHOD_POST;
    case PICTOR_METHOD_PUT:
      return SOUP_METHOD_PUT;
    case PICTOR_METHOD_DELETE:
      return SOUP_METHOD_DELETE;
    case PICTOR_METHOD_GET:
    default:
      return SOUP_METHOD_GET;
    }
}

/* Visible ASCII, blanks and tabs (RFC 9110, 5.5). */
static gboolean
is_header_value (const char *value)
{
  for (const char *c = value; *c != '\0'; c++)
    if (!g_ascii_isprint (*c) && *c != '\t')
      return FALSE;

  return TRUE;
}

SoupMessage *
pictor_request_build_message (PictorRequest  *self,
                              GUri           *uri,
                              gboolean        with_secrets,
                              GError        **error)
{
  g_autoptr (SoupMessage) message = soup_message_new_from_uri (get_method_name (self->method), uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_set_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_NEW_CONNECTION);
  if (self->body != NULL)
    soup_message_set_request_body (message, self->content_type, G_INPUT_STREAM (self->body),
                                   pictor_body_get_length (self->body));

  for (guint i = 0; with_secrets && i < self->headers->len; i++)
    {
      const Header *header = g_ptr_array_index (self->headers, i);

      if (!is_header_value (header->value))
        {
          g_set_error_literal (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_UNAUTHORIZED,
                               _("The key contains characters that no key can have. Enter it again in the "
                                 "preferences."));
          return NULL;
        }
      soup_message_headers_replace (headers, header->name, header->value);
    }

  return g_steal_pointer (&message);
}
