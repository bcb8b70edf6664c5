/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "http/pictor-http-error.h"

#include <glib/gi18n.h>

G_DEFINE_QUARK (pictor-http-error-quark, pictor_http_error)

gboolean
pictor_http_error_is_passing (const GError *error)
{
  return g_error_matches (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_NO_ROUTE) ||
         g_error_matches (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_TIMED_OUT) ||
         g_error_matches (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_BUSY) ||
         g_error_matches (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_SERVER);
}

static PictorHttpError
code_from_status (guint status)
{
  switch (status)
    {
    case SOUP_STATUS_UNAUTHORIZED:
      return PICTOR_HTTP_ERROR_UNAUTHORIZED;
    case SOUP_STATUS_PAYMENT_REQUIRED:
      return PICTOR_HTTP_ERROR_PAYMENT;
    case SOUP_STATUS_FORBIDDEN:
      return PICTOR_HTTP_ERROR_FORBIDDEN;
    case SOUP_STATUS_NOT_FOUND:
    case SOUP_STATUS_GONE:
      return PICTOR_HTTP_ERROR_NOT_FOUND;
    case 429:
    case SOUP_STATUS_SERVICE_UNAVAILABLE:
      return PICTOR_HTTP_ERROR_BUSY;
    default:
      if (SOUP_STATUS_IS_REDIRECTION (status))
        return PICTOR_HTTP_ERROR_REDIRECT;
      if (SOUP_STATUS_IS_CLIENT_ERROR (status))
        return PICTOR_HTTP_ERROR_CLIENT;
      if (SOUP_STATUS_IS_SERVER_ERROR (status))
        return PICTOR_HTTP_ERROR_SERVER;
      return PICTOR_HTTP_ERROR_STATUS;
    }
}

GError *
pictor_http_error_from_status (guint       status,
                               const char *host)
{
  PictorHttpError code = code_from_status (status);

  switch (code)
    {
    case PICTOR_HTTP_ERROR_UNAUTHORIZED:
      return g_error_new (PICTOR_HTTP_ERROR, code,
                          _("“%s” does not accept these keys. Check the account in the preferences."), host);
    case PICTOR_HTTP_ERROR_PAYMENT:
      return g_error_new (PICTOR_HTTP_ERROR, code,
                          _("“%s” asks for payment. Check the credit of the account there."), host);
    case PICTOR_HTTP_ERROR_FORBIDDEN:
      return g_error_new (PICTOR_HTTP_ERROR, code,
                          _("“%s” does not allow this. Check what the account may do there."), host);
    case PICTOR_HTTP_ERROR_NOT_FOUND:
      return g_error_new (PICTOR_HTTP_ERROR, code,
                          _("“%s” has nothing at this address. It may be mistyped, or what was there is gone."),
                          host);
    case PICTOR_HTTP_ERROR_BUSY:
      return g_error_new (PICTOR_HTTP_ERROR, code,
                          _("“%s” is busy. Try again in a moment."), host);
    case PICTOR_HTTP_ERROR_CLIENT:
      return g_error_new (PICTOR_HTTP_ERROR, code,
                          _("“%s” did not accept the request (HTTP status %u)."), host, status);
    case PICTOR_HTTP_ERROR_SERVER:
      return g_error_new (PICTOR_HTTP_ERROR, code,
                          _("“%s” has a problem of its own (HTTP status %u). Try again later."), host, status);
    case PICTOR_HTTP_ERROR_REDIRECT:
      return g_error_new (PICTOR_HTTP_ERROR, code,
                          _("“%s” points to another address instead of answering. Check the address."), host);
    default:
      return g_error_new (PICTOR_HTTP_ERROR, code,
                          _("“%s” gave an answer that makes no sense here (HTTP status %u)."), host, status);
    }
}

static GError *
from_certificate (const char           *host,
                  GTlsCertificateFlags  flags)
{
  const char *why = _("the connection could not be secured");

  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    why = _("its certificate is for another address");
  else if (flags & G_TLS_CERTIFICATE_EXPIRED)
    why = _("its certificate has expired; also check the clock of this computer");
  else if (flags & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    why = _("its certificate is not valid yet; also check the clock of this computer");
  else if (flags & G_TLS_CERTIFICATE_REVOKED)
    why = _("its certificate was revoked");
  else if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    why = _("its certificate comes from an issuer that this computer does not trust");
  else if (flags != 0)
    why = _("its certificate is not good");

  return g_error_new (PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_TLS,
                      _("No secure connection to “%s”: %s. Pictor sends nothing without one."), host, why);
}

static GError *
from_io (const GError *error,
         const char   *host)
{
  switch (error->code)
    {
    case G_IO_ERROR_TIMED_OUT:
      return g_error_new (PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_TIMED_OUT,
                          _("“%s” took too long to answer. Try again in a moment."), host);
    case G_IO_ERROR_CONNECTION_REFUSED:
      return g_error_new (PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_NO_ROUTE,
                          _("“%s” accepts no connections. It may be down, or the address may be wrong."), host);
    case G_IO_ERROR_HOST_NOT_FOUND:
    case G_IO_ERROR_HOST_UNREACHABLE:
    case G_IO_ERROR_NETWORK_UNREACHABLE:
      return g_error_new (PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_NO_ROUTE,
                          _("“%s” can't be reached. Check the network connection."), host);
    case G_IO_ERROR_PROXY_FAILED:
    case G_IO_ERROR_PROXY_AUTH_FAILED:
    case G_IO_ERROR_PROXY_NEED_AUTH:
    case G_IO_ERROR_PROXY_NOT_ALLOWED:
      return g_error_new (PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_NO_ROUTE,
                          _("The network's proxy did not lead to “%s”. Check the proxy settings."), host);
    default:
      return g_error_new (PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_NO_ROUTE,
                          _("The connection to “%s” was lost. Try again in a moment."), host);
    }
}

GError *
pictor_http_error_from_transport (const GError         *error,
                                  const char           *host,
                                  GTlsCertificateFlags  flags)
{
  if (error->domain == PICTOR_HTTP_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);

  if (error->domain == G_RESOLVER_ERROR)
    return g_error_new (PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_NO_ROUTE,
                        _("“%s” was not found. Check the network connection and the address."), host);

  /* A server that just hangs up is no danger: it is the connection that was lost. */
  if (error->domain == G_TLS_ERROR && error->code != G_TLS_ERROR_EOF)
    return from_certificate (host, flags);

  if (g_error_matches (error, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING) ||
      g_error_matches (error, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_ENCODING))
    return g_error_new (PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_NO_ROUTE,
                        _("“%s” did not answer as a web server does. Check the address."), host);

  if (error->domain == G_IO_ERROR)
    return from_io (error, host);

  return g_error_new (PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_NO_ROUTE,
                      _("The connection to “%s” was lost. Try again in a moment."), host);
}
