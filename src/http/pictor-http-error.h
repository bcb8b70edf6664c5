/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define PICTOR_HTTP_ERROR (pictor_http_error_quark ())

/**
 * PictorHttpError:
 *
 * What went wrong between here and a server, by what a caller can do about it. Messages are translated
 * sentences for a person and never contain a request, a header or a query string.
 */
typedef enum
{
  PICTOR_HTTP_ERROR_ADDRESS,      /* not an address that may be used (scheme, host, credentials) */
  PICTOR_HTTP_ERROR_NO_ROUTE,     /* name not found, refused, unreachable, connection lost, no HTTP */
  PICTOR_HTTP_ERROR_TLS,          /* the server's certificate or the secure connection is not good */
  PICTOR_HTTP_ERROR_TIMED_OUT,    /* connecting, first byte, or silence took too long, or all together did */
  PICTOR_HTTP_ERROR_UNAUTHORIZED, /* 401 */
  PICTOR_HTTP_ERROR_PAYMENT,      /* 402 */
  PICTOR_HTTP_ERROR_FORBIDDEN,    /* 403 */
  PICTOR_HTTP_ERROR_NOT_FOUND,    /* 404, 410 */
  PICTOR_HTTP_ERROR_BUSY,         /* 429, 503: Retry-After applies */
  PICTOR_HTTP_ERROR_CLIENT,       /* any other 4xx */
  PICTOR_HTTP_ERROR_SERVER,       /* any other 5xx */
  PICTOR_HTTP_ERROR_STATUS,       /* any other answer that is no success */
  PICTOR_HTTP_ERROR_REDIRECT,     /* too many, none expected, or to a place that may not be used */
  PICTOR_HTTP_ERROR_TOO_LARGE     /* the answer went over its cap */
} PictorHttpError;

GQuark    pictor_http_error_quark          (void);
/* Whether asking again later may help (a network trouble, 429, 5xx). */
gboolean  pictor_http_error_is_passing     (const GError         *error);

/* What @status, no 2xx, of the server at @host means. (transfer full) */
GError   *pictor_http_error_from_status    (guint                 status,
                                            const char           *host) G_GNUC_WARN_UNUSED_RESULT;
/* What @error of GIO or libsoup on the way to @host means; @flags: what is wrong with its certificate.
 * G_IO_ERROR_CANCELLED and errors that already are for a person stay as they are. (transfer full) */
GError   *pictor_http_error_from_transport (const GError         *error,
                                            const char           *host,
                                            GTlsCertificateFlags  flags) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
