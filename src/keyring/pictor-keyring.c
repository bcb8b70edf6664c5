/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "keyring/pictor-keyring.h"

#include <glib/gi18n.h>
#include "keyring/pictor-keyring-operation.h"
#include "keyring/pictor-secret-memory.h"
#include "keyring/pictor-secret-service.h"

#define APPLICATION "pictor"
/* Characters of the public key that its label shows. */
#define LABEL_KEY_LENGTH 8

G_DEFINE_QUARK (pictor-keyring-error-quark, pictor_keyring_error)

struct _PictorKeyring
{
  GObject parent_instance;

  /* NULL until it is first needed, and again when it must be opened anew. */
  SecretService *service;
  /* Used from the moment on that no keyring was found; NULL before. */
  PictorSecretMemory *memory;
};

G_DEFINE_FINAL_TYPE (PictorKeyring, pictor_keyring, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PERSISTENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const SecretSchema schema = {
  "io.github.pictor.Pictor.Account",
  /* While a keyring is locked, gnome-keyring tells another name, and would not find its own. */
  SECRET_SCHEMA_DONT_MATCH_NAME,
  {
    { "application", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "engine", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "origin", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "public-key", SECRET_SCHEMA_ATTRIBUTE_STRING },
  }
};

static void start (PictorKeyringOperation *operation);

static void
pictor_keyring_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_PERSISTENT:
      g_value_set_boolean (value, pictor_keyring_get_persistent (PICTOR_KEYRING (object)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pictor_keyring_dispose (GObject *object)
{
  PictorKeyring *self = PICTOR_KEYRING (object);

  g_clear_object (&self->service);

  G_OBJECT_CLASS (pictor_keyring_parent_class)->dispose (object);
}

static void
pictor_keyring_finalize (GObject *object)
{
  PictorKeyring *self = PICTOR_KEYRING (object);

  g_clear_pointer (&self->memory, pictor_secret_memory_free);

  G_OBJECT_CLASS (pictor_keyring_parent_class)->finalize (object);
}

static void
pictor_keyring_class_init (PictorKeyringClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pictor_keyring_get_property;
  object_class->dispose = pictor_keyring_dispose;
  object_class->finalize = pictor_keyring_finalize;

  properties[PROP_PERSISTENT] =
    g_param_spec_boolean ("persistent", NULL, NULL, TRUE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pictor_keyring_init (PictorKeyring *self)
{
}

PictorKeyring *
pictor_keyring_new (void)
{
  return g_object_new (PICTOR_TYPE_KEYRING, NULL);
}

gboolean
pictor_keyring_get_persistent (PictorKeyring *self)
{
  g_return_val_if_fail (PICTOR_IS_KEYRING (self), FALSE);

  return self->memory == NULL;
}

/* Whether @error says that there is no keyring at all, rather than that it refused. */
static gboolean
means_absent (const GError *error)
{
  if (error->domain == G_DBUS_ERROR)
    return error->code == G_DBUS_ERROR_SERVICE_UNKNOWN ||
           error->code == G_DBUS_ERROR_NAME_HAS_NO_OWNER ||
           error->code == G_DBUS_ERROR_NO_SERVER ||
           error->code == G_DBUS_ERROR_DISCONNECTED ||
           error->code == G_DBUS_ERROR_ACCESS_DENIED ||
           (error->code >= G_DBUS_ERROR_SPAWN_EXEC_FAILED &&
            error->code <= G_DBUS_ERROR_SPAWN_NO_MEMORY);

  /* GIO has many ways to say that there is no session bus. */
  return error->domain == G_IO_ERROR && error->code != G_IO_ERROR_CANCELLED &&
         error->code != G_IO_ERROR_DBUS_ERROR && error->code != G_IO_ERROR_TIMED_OUT;
}

static void
answer_from_memory (PictorKeyringOperation *operation)
{
  PictorSecretMemory *memory = operation->keyring->memory;
  const char *secret;

  switch (operation->verb)
    {
    case PICTOR_KEYRING_STORE:
      pictor_secret_memory_store (memory, operation->credential, operation->secret);
      pictor_keyring_operation_succeed (operation);
      break;

    case PICTOR_KEYRING_LOOKUP:
      secret = pictor_secret_memory_lookup (memory, operation->credential);
      if (secret != NULL)
        pictor_keyring_operation_answer (operation, g_strdup (secret),
                                         (GDestroyNotify) secret_password_free);
      else
        pictor_keyring_operation_not_found (operation);
      break;

    case PICTOR_KEYRING_LIST:
      pictor_keyring_operation_answer (operation, pictor_secret_memory_list (memory),
                                       (GDestroyNotify) g_ptr_array_unref);
      break;

    case PICTOR_KEYRING_CLEAR:
      if (pictor_secret_memory_clear (memory, operation->credential))
        pictor_keyring_operation_succeed (operation);
      else
        pictor_keyring_operation_not_found (operation);
      break;

    default:
      g_assert_not_reached ();
    }
}

/* Called first when a call of libsecret's has ended. Returns @operation when it is still awaited and @error is NULL;
 * otherwise all is done that there is to do. */
static PictorKeyringOperation *
go_on (PictorKeyringOperation *operation,
       const GError           *error)
{
  g_autoptr (PictorKeyringOperation) owned = operation;
  PictorKeyring *self = operation->keyring;

  if (!pictor_keyring_operation_is_awaited (operation))
    return NULL;
  if (error == NULL)
    return g_steal_pointer (&owned);

  if (operation->service != NULL && !operation->retried &&
      (means_absent (error) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_DBUS_ERROR) ||
       g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY)))
    {
      /* A keyring that was started anew knows nothing of the session that libsecret still has with it, and
       * libsecret does not tell this from its other errors; one that has gone may start again. */
      operation->retried = TRUE;
      if (self->service == operation->service)
        g_clear_object (&self->service);
      start (g_steal_pointer (&owned));
    }
  else if (means_absent (error))
    {
      if (self->memory == NULL)
        {
          g_debug ("No keyring, secrets are kept in memory: %s", error->message);
          self->memory = pictor_secret_memory_new ();
          g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PERSISTENT]);
        }
      answer_from_memory (operation);
    }
  else
    pictor_keyring_operation_fail (operation, error);
  return NULL;
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PictorKeyringOperation) operation = NULL;
  g_autoptr (GError) error = NULL;
  gboolean stored = secret_service_store_finish (SECRET_SERVICE (source), result, &error);

  operation = go_on (user_data, error);
  if (operation == NULL)
    return;
  if (stored)
    pictor_keyring_operation_succeed (operation);
  else
    pictor_keyring_operation_locked (operation);
}

static void
found_locked_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (PictorKeyringOperation) operation = NULL;
  g_autoptr (GError) error = NULL;
  GList *items = secret_service_search_finish (SECRET_SERVICE (source), result, &error);

  operation = go_on (user_data, error);
  if (operation != NULL && items != NULL)
    pictor_keyring_operation_locked (operation);
  else if (operation != NULL)
    pictor_keyring_operation_not_found (operation);
  g_list_free_full (items, g_object_unref);
}

/* (transfer full): what @operation's items are found by */
static GHashTable *
build_attributes (PictorKeyringOperation *operation)
{
  const PictorCredential *credential = operation->credential;

  if (credential == NULL)
    return secret_attributes_build (&schema, "application", APPLICATION, NULL);
  return secret_attributes_build (&schema,
                                  "application", APPLICATION,
                                  "engine", credential->engine,
                                  "origin", credential->origin,
                                  "public-key", credential->public_key,
                                  NULL);
}

/* Of an item that stays locked, since the person dismissed the prompt, libsecret says only that it did not get it:
 * ask again whether there is one, which unlocks nothing. */
static void
ask_why (PictorKeyringOperation *operation)
{
  g_autoptr (GHashTable) attributes = build_attributes (operation);

  secret_service_search (operation->service, &schema, attributes, SECRET_SEARCH_ALL,
                         operation->cancellable, found_locked_cb, operation);
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (PictorKeyringOperation) operation = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) value =
    secret_service_lookup_finish (SECRET_SERVICE (source), result, &error);

  operation = go_on (user_data, error);
  if (operation != NULL && value != NULL)
    pictor_keyring_operation_answer (operation,
                                     secret_value_unref_to_password (g_steal_pointer (&value), NULL),
                                     (GDestroyNotify) secret_password_free);
  else if (operation != NULL)
    ask_why (g_steal_pointer (&operation));
}

/* (transfer full) (nullable): what @items are keys of; NULL when one of them does not say */
static GPtrArray *
read_credentials (GList *items)
{
  g_autoptr (GPtrArray) list =
    g_ptr_array_new_with_free_func ((GDestroyNotify) pictor_credential_free);

  for (GList *l = items; l != NULL; l = l->next)
    {
      g_autoptr (GHashTable) attributes = secret_item_get_attributes (l->data);
      const char *engine = g_hash_table_lookup (attributes, "engine");
      const char *origin = g_hash_table_lookup (attributes, "origin");
      const char *public_key = g_hash_table_lookup (attributes, "public-key");

      if (engine == NULL || origin == NULL || public_key == NULL)
        return NULL;
      g_ptr_array_add (list, pictor_credential_new (engine, origin, public_key));
    }
  return g_steal_pointer (&list);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PictorKeyringOperation) operation = NULL;
  g_autoptr (GError) error = NULL;
  GList *items = secret_service_search_finish (SECRET_SERVICE (source), result, &error);
  GPtrArray *list;

  operation = go_on (user_data, error);
  if (operation != NULL)
    {
      list = read_credentials (items);
      if (list != NULL)
        pictor_keyring_operation_answer (operation, list, (GDestroyNotify) g_ptr_array_unref);
      else if (operation->unlocks)
        pictor_keyring_operation_locked (operation);
      else
        {
          /* gnome-keyring keeps only hashes of attributes outside of what it encrypts. */
          operation->unlocks = TRUE;
          start (g_steal_pointer (&operation));
        }
    }
  g_list_free_full (items, g_object_unref);
}

static void
cleared_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (PictorKeyringOperation) operation = NULL;
  g_autoptr (GError) error = NULL;
  gboolean cleared = secret_service_clear_finish (SECRET_SERVICE (source), result, &error);

  operation = go_on (user_data, error);
  if (operation != NULL && cleared)
    pictor_keyring_operation_succeed (operation);
  else if (operation != NULL)
    ask_why (g_steal_pointer (&operation));
}

/* What a person reads in the list of the system's keyring. */
static char *
make_label (const PictorCredential *credential)
{
  g_autofree char *engine = g_utf8_strup (credential->engine, -1);
  g_autofree char *key = g_utf8_make_valid (credential->public_key, -1);

  if (g_utf8_strlen (key, -1) > LABEL_KEY_LENGTH)
    *g_utf8_offset_to_pointer (key, LABEL_KEY_LENGTH) = '\0';
  /* Translators: as in: Pictor: PICPIK key 4eZxYabc… at https://api.picpik.ai */
  return g_strdup_printf (_("Pictor: %s key %s… at %s"), engine, key, credential->origin);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PictorKeyringOperation) operation = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretService) service = secret_service_open_finish (result, &error);

  operation = go_on (user_data, error);
  if (operation == NULL)
    return;
  g_set_object (&operation->keyring->service, service);
  start (g_steal_pointer (&operation));
}

/* @operation: (transfer full) */
static void
start (PictorKeyringOperation *operation)
{
  SecretService *service = operation->keyring->service;
  GCancellable *cancellable = operation->cancellable;
  g_autoptr (GHashTable) attributes = NULL;
  g_autoptr (SecretValue) value = NULL;
  g_autofree char *label = NULL;

  if (operation->keyring->memory != NULL)
    {
      answer_from_memory (operation);
      pictor_keyring_operation_free (operation);
      return;
    }
  if (service == NULL)
    {
      secret_service_open (PICTOR_TYPE_SECRET_SERVICE, NULL, SECRET_SERVICE_NONE, cancellable,
                           opened_cb, operation);
      return;
    }

  g_set_object (&operation->service, service);
  attributes = build_attributes (operation);
  switch (operation->verb)
    {
    case PICTOR_KEYRING_STORE:
      label = make_label (operation->credential);
      value = secret_value_new (operation->secret, -1, "text/plain");
      secret_service_store (service, &schema, attributes, SECRET_COLLECTION_DEFAULT, label, value,
                            cancellable, stored_cb, operation);
      break;

    case PICTOR_KEYRING_LOOKUP:
      secret_service_lookup (service, &schema, attributes, cancellable, looked_up_cb, operation);
      break;

    case PICTOR_KEYRING_LIST:
      secret_service_search (service, &schema, attributes,
                             SECRET_SEARCH_ALL |
                             (operation->unlocks ? SECRET_SEARCH_UNLOCK : SECRET_SEARCH_NONE),
                             cancellable, listed_cb, operation);
      break;

    case PICTOR_KEYRING_CLEAR:
      secret_service_clear (service, &schema, attributes, cancellable, cleared_cb, operation);
      break;

    default:
      g_assert_not_reached ();
    }
}

void
pictor_keyring_store_async (PictorKeyring          *self,
                            const PictorCredential *credential,
                            const char             *secret,
                            GCancellable           *cancellable,
                            GAsyncReadyCallback     callback,
                            gpointer                user_data)
{
  g_return_if_fail (PICTOR_IS_KEYRING (self));
  g_return_if_fail (credential != NULL);
  g_return_if_fail (secret != NULL);

  start (pictor_keyring_operation_new (self, PICTOR_KEYRING_STORE, credential, secret, cancellable,
                                       callback, user_data, pictor_keyring_store_async));
}

gboolean
pictor_keyring_store_finish (PictorKeyring  *self,
                             GAsyncResult   *result,
                             GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
pictor_keyring_lookup_async (PictorKeyring          *self,
                             const PictorCredential *credential,
                             GCancellable           *cancellable,
                             GAsyncReadyCallback     callback,
                             gpointer                user_data)
{
  g_return_if_fail (PICTOR_IS_KEYRING (self));
  g_return_if_fail (credential != NULL);

  start (pictor_keyring_operation_new (self, PICTOR_KEYRING_LOOKUP, credential, NULL, cancellable,
                                       callback, user_data, pictor_keyring_lookup_async));
}

char *
pictor_keyring_lookup_finish (PictorKeyring  *self,
                              GAsyncResult   *result,
                              GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
pictor_keyring_list_async (PictorKeyring       *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (PICTOR_IS_KEYRING (self));

  start (pictor_keyring_operation_new (self, PICTOR_KEYRING_LIST, NULL, NULL, cancellable,
                                       callback, user_data, pictor_keyring_list_async));
}

static int
compare_credentials (gconstpointer a,
                     gconstpointer b)
{
  const PictorCredential * const *left = a, * const *right = b;

  return pictor_credential_compare (*left, *right);
}

GPtrArray *
pictor_keyring_list_finish (PictorKeyring  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  GPtrArray *list;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  list = g_task_propagate_pointer (G_TASK (result), error);
  if (list != NULL)
    g_ptr_array_sort (list, compare_credentials);
  return list;
}

void
pictor_keyring_clear_async (PictorKeyring          *self,
                            const PictorCredential *credential,
                            GCancellable           *cancellable,
                            GAsyncReadyCallback     callback,
                            gpointer                user_data)
{
  g_return_if_fail (PICTOR_IS_KEYRING (self));
  g_return_if_fail (credential != NULL);

  start (pictor_keyring_operation_new (self, PICTOR_KEYRING_CLEAR, credential, NULL, cancellable,
                                       callback, user_data, pictor_keyring_clear_async));
}

gboolean
pictor_keyring_clear_finish (PictorKeyring  *self,
                             GAsyncResult   *result,
                             GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
pictor_keyring_free_secret (char *secret)
{
  secret_password_free (secret);
}
