/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-upload.h"

#include <glib/gi18n.h>

#include "picpik/pictor-picpik-contract.h"
#include "practice/pictor-practice-answer.h"

#define UPLOAD_KEY "pictor-practice-upload"

/* One body on its way in; @bytes is NULL once it is refused or taken. */
typedef struct
{
  PictorPracticeUploads *uploads;
  GByteArray *bytes;
} Upload;

/* One body that has come, and the room it takes. */
typedef struct
{
  PictorPracticeUploads *uploads;
  GByteArray *bytes;
} Body;

static void
let_go (PictorPracticeUploads *self,
        GByteArray            *bytes)
{
  g_atomic_int_add (&self->bytes, -(gint) bytes->len);
  g_byte_array_unref (bytes);
}

static void
body_free (gpointer data)
{
  Body *body = data;

  let_go (body->uploads, body->bytes);
  g_free (body);
}

static void
drop (Upload *upload)
{
  if (upload->bytes != NULL)
    let_go (upload->uploads, g_steal_pointer (&upload->bytes));
}

static void
upload_free (gpointer data)
{
  Upload *upload = data;

  drop (upload);
  upload->uploads->n--;
  g_free (upload);
}

void
pictor_practice_reply (SoupServerMessage *message,
                       guint              status,
                       char              *text)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE, text, strlen (text));
}

void
pictor_practice_refuse (SoupServerMessage *message,
                        guint              status,
                        int                code,
                        const char        *text)
{
  pictor_practice_reply (message, status, pictor_practice_answer_error (code, text));
}

static void
refuse_size (SoupServerMessage *message)
{
  pictor_practice_refuse (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, PICTOR_PICPIK_BAD_REQUEST,
                          _("The request is too large."));
}

static void
refuse_busy (SoupServerMessage *message)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Retry-After", "1");
  pictor_practice_refuse (message, SOUP_STATUS_SERVICE_UNAVAILABLE, PICTOR_PICPIK_BUSY,
                          _("Too many requests are coming in. Try again in a moment."));
}

static void
got_chunk_cb (SoupServerMessage *message,
              GBytes            *chunk,
              gpointer           user_data)
{
  Upload *upload = user_data;
  gsize size = g_bytes_get_size (chunk);

  if (upload->bytes == NULL)
    return;
  if (upload->bytes->len + size > PICTOR_PRACTICE_MAX_BODY)
    {
      drop (upload);
      refuse_size (message);
      return;
    }
  if (g_atomic_int_get (&upload->uploads->bytes) + size > PICTOR_PRACTICE_UPLOADS_BYTES)
    {
      drop (upload);
      refuse_busy (message);
      return;
    }
  g_byte_array_append (upload->bytes, g_bytes_get_data (chunk, NULL), size);
  g_atomic_int_add (&upload->uploads->bytes, size);
}

void
pictor_practice_uploads_begin (PictorPracticeUploads *self,
                               SoupServerMessage     *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  Upload *upload;

  if (soup_message_headers_get_content_length (headers) > (goffset) PICTOR_PRACTICE_MAX_BODY)
    {
      refuse_size (message);
      return;
    }
  if (self->n >= PICTOR_PRACTICE_UPLOADS)
    {
      refuse_busy (message);
      return;
    }

  self->n++;
  upload = g_new0 (Upload, 1);
  upload->uploads = self;
  upload->bytes = g_byte_array_new ();
  g_object_set_data_full (G_OBJECT (message), UPLOAD_KEY, upload, upload_free);
  g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk_cb), upload);
}

GBytes *
pictor_practice_uploads_take (PictorPracticeUploads *self,
                              SoupServerMessage     *message)
{
  Upload *upload = g_object_get_data (G_OBJECT (message), UPLOAD_KEY);
  Body *body = g_new0 (Body, 1);

  body->uploads = self;
  body->bytes = g_steal_pointer (&upload->bytes);
  return g_bytes_new_with_free_func (body->bytes->data, body->bytes->len, body_free, body);
}
