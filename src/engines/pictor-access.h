/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engines/pictor-options.h"
#include "http/pictor-http.h"

G_BEGIN_DECLS

/**
 * PictorAccess:
 * @address: normal form of the service's address; the secret goes to this origin only
 * @login: names the account at the service (PICPIK's public key, a user name); "" where it has none
 * @secret: private key, key or password; "" where there is none; wiped when freed
 *
 * What one call needs to speak for an account.
 */
typedef struct
{
  char *address;
  char *login;
  char *secret;
} PictorAccess;

PictorAccess *pictor_access_new  (const char   *address,
                                  const char   *login,
                                  const char   *secret);
void          pictor_access_free (PictorAccess *self);

/**
 * PictorAccessFunc:
 * @task: (transfer full): to be completed on the main thread, now or later, with g_task_return_pointer() of a
 *   #PictorAccess and pictor_access_free(), or with an error; its cancellable is the call's
 *
 * Gives what a call needs, when it needs it (from the keyring, the environment, the practice service), so that an
 * engine holds no secret longer than one call.
 */
typedef void (*PictorAccessFunc) (GTask    *task,
                                  gpointer  user_data);

/**
 * PictorAccessSource:
 *
 * A PictorAccessFunc with its user data, counted.
 */
typedef struct _PictorAccessSource PictorAccessSource;

PictorAccessSource *pictor_access_source_new        (PictorAccessFunc      get_access,
                                                     gpointer              user_data,
                                                     GDestroyNotify        destroy) G_GNUC_WARN_UNUSED_RESULT;
PictorAccessSource *pictor_access_source_ref        (PictorAccessSource   *self);
void                pictor_access_source_unref      (PictorAccessSource   *self);
/* @source: whose method asks: the source object of the result. Ends as soon as it is cancelled, whatever the function
 * still waits for. PICTOR_ENGINE_ERROR_ACCOUNT when nothing was given. */
void                pictor_access_source_get_async  (PictorAccessSource   *self,
                                                     gpointer              source,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
/* (transfer full) (nullable) */
PictorAccess       *pictor_access_source_get_finish (GAsyncResult         *result,
                                                     GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * PictorEngineSetup:
 * @http: the session
 * @address: normal form of the account's address; "" for an engine that finds out by itself
 * @access: where an account's login and secret come from
 * @options: what the person chose for this account, as it is now
 *
 * What a new engine is made of. An engine takes its own references.
 */
typedef struct
{
  PictorHttp *http;
  const char *address;
  PictorAccessSource *access;
  PictorOptions *options;
} PictorEngineSetup;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorAccess, pictor_access_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorAccessSource, pictor_access_source_unref)

G_END_DECLS
