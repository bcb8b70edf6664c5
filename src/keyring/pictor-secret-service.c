/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "keyring/pictor-secret-service.h"

struct _PictorSecretService
{
  SecretService parent_instance;
};

G_DEFINE_FINAL_TYPE (PictorSecretService, pictor_secret_service, SECRET_TYPE_SERVICE)

static void
prompted_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GVariant *answer = secret_prompt_perform_finish (SECRET_PROMPT (source), result, &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) g_variant_unref);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_new_error (task, SECRET_ERROR, SECRET_ERROR_IS_LOCKED,
                             "The prompt was taken away");
}

static void
pictor_secret_service_prompt_async (SecretService       *service,
                                    SecretPrompt        *prompt,
                                    const GVariantType  *return_type,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  GTask *task = g_task_new (service, cancellable, callback, user_data);

  g_task_set_source_tag (task, pictor_secret_service_prompt_async);
  /* Not @cancellable, which would have the prompt dismissed: at that gnome-keyring (42) aborts, and every program on
   * the desktop loses its keyring. The prompt stays until the person answers it. */
  secret_prompt_perform (prompt, NULL, return_type, NULL, prompted_cb, task);
}

static GVariant *
pictor_secret_service_prompt_finish (SecretService  *service,
                                     GAsyncResult   *result,
                                     GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, service), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
pictor_secret_service_class_init (PictorSecretServiceClass *klass)
{
  SecretServiceClass *service_class = SECRET_SERVICE_CLASS (klass);

  service_class->prompt_async = pictor_secret_service_prompt_async;
  service_class->prompt_finish = pictor_secret_service_prompt_finish;
}

static void
pictor_secret_service_init (PictorSecretService *self)
{
}
