/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "http/pictor-address.h"

#include <string.h>

#include <glib/gi18n.h>

#include "http/pictor-http-error.h"

/* Whether @host is an IP address or a name as DNS has them, written in any script. */
static gboolean
is_host (const char *host)
{
  g_autofree char *ascii = NULL;

  if (host == NULL || g_hostname_is_ip_address (host))
    return host != NULL;

  ascii = g_hostname_to_ascii (host);

  return ascii != NULL && *ascii != '\0' &&
         ascii[strspn (ascii, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-._")] == '\0';
}

GUri *
pictor_address_parse_named (const char  *uri,
                            GError     **error)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, SOUP_HTTP_URI_FLAGS, NULL);

  if (parsed == NULL || !is_host (g_uri_get_host (parsed)) ||
      (g_strcmp0 (g_uri_get_scheme (parsed), "https") != 0 && g_strcmp0 (g_uri_get_scheme (parsed), "http") != 0))
    {
      g_set_error_literal (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_ADDRESS,
                           _("This is no web address. It must begin with “https://”."));
      return NULL;
    }

  if (g_uri_get_userinfo (parsed) != NULL)
    {
      g_set_error_literal (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_ADDRESS,
                           _("The address must not contain a user name or a password."));
      return NULL;
    }

  return g_steal_pointer (&parsed);
}

static gboolean
is_https (GUri *uri)
{
  return strcmp (g_uri_get_scheme (uri), "https") == 0;
}

/* scheme://host[:port], in lower case, names in their ASCII form. */
static char *
build_origin (GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  g_autofree char *ascii = NULL;
  g_autofree char *lower = NULL;
  gboolean is_ipv6 = strchr (host, ':') != NULL;
  int port = g_uri_get_port (uri);

  if (!is_ipv6 && g_hostname_is_non_ascii (host))
    ascii = g_hostname_to_ascii (host);
  lower = g_ascii_strdown (ascii != NULL ? ascii : host, -1);

  if (port <= 0 || port == (is_https (uri) ? 443 : 80))
    return g_strdup_printf (is_ipv6 ? "%s://[%s]" : "%s://%s", g_uri_get_scheme (uri), lower);

  return g_strdup_printf (is_ipv6 ? "%s://[%s]:%d" : "%s://%s:%d", g_uri_get_scheme (uri), lower, port);
}

GUri *
pictor_address_parse (const char  *uri,
                      GError     **error)
{
  g_autoptr (GUri) parsed = pictor_address_parse_named (uri, error);

  if (parsed == NULL)
    return NULL;

  if (!is_https (parsed) && !pictor_address_is_loopback (g_uri_get_host (parsed)))
    {
      g_set_error_literal (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_ADDRESS,
                           _("The address must begin with “https://”: without it, others on the network could "
                             "read along."));
      return NULL;
    }

  return g_steal_pointer (&parsed);
}

/* @uri: (transfer full) (nullable) */
static char *
normalize (GUri    *uri,
           GError **error)
{
  g_autoptr (GUri) parsed = uri;
  g_autofree char *origin = NULL;
  g_autofree char *path = NULL;

  if (parsed == NULL)
    return NULL;

  if (g_uri_get_query (parsed) != NULL || g_uri_get_fragment (parsed) != NULL)
    {
      g_set_error_literal (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_ADDRESS,
                           _("The address must not contain “?” or “#”."));
      return NULL;
    }

  origin = build_origin (parsed);
  path = g_strdup (g_uri_get_path (parsed));
  for (gsize length = strlen (path); length > 0 && path[length - 1] == '/'; length--)
    path[length - 1] = '\0';

  return g_strconcat (origin, path, NULL);
}

char *
pictor_address_normalize (const char  *text,
                          GError     **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  return normalize (pictor_address_parse (trimmed, error), error);
}

char *
pictor_address_normalize_named (const char  *text,
                                GError     **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  /* What people copy from a program's own window: 192.168.1.5:7860, localhost:8188. */
  if (strstr (trimmed, "://") == NULL)
    {
      g_autofree char *completed = g_strconcat ("http://", trimmed, NULL);

      return normalize (pictor_address_parse_named (completed, error), error);
    }
  return normalize (pictor_address_parse_named (trimmed, error), error);
}

char *
pictor_address_get_origin (const char *uri)
{
  g_autoptr (GUri) parsed = pictor_address_parse_named (uri, NULL);

  return parsed != NULL ? build_origin (parsed) : NULL;
}

gboolean
pictor_address_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;
  g_autofree char *lower = g_ascii_strdown (host, -1);
  gsize length = strlen (lower);

  address = g_inet_address_new_from_string (lower);
  if (address != NULL)
    return g_inet_address_get_is_loopback (address);

  if (length > 0 && lower[length - 1] == '.')
    lower[length - 1] = '\0';

  return strcmp (lower, "localhost") == 0 || g_str_has_suffix (lower, ".localhost");
}

/* Whether @host could be on the public network, as far as it can be told without asking for its address. */
static gboolean
host_is_public (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return pictor_address_is_public (address);

  return !pictor_address_is_loopback (host);
}

gboolean
pictor_address_may_fetch (const char  *uri,
                          const char  *engine_uri,
                          GError     **error)
{
  g_autoptr (GUri) wanted = pictor_address_parse_named (uri, NULL);
  g_autoptr (GUri) engine = NULL;
  const char *host;
  gboolean own_host;

  if (wanted == NULL)
    {
      g_set_error_literal (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_ADDRESS,
                           _("The service gave something that is no web address. It was not opened."));
      return FALSE;
    }

  engine = pictor_address_parse_named (engine_uri, error);
  if (engine == NULL)
    return FALSE;

  host = g_uri_get_host (wanted);
  own_host = g_ascii_strcasecmp (host, g_uri_get_host (engine)) == 0;

  if (!is_https (wanted) && !pictor_address_is_loopback (host) && !(own_host && !is_https (engine)))
    {
      g_set_error_literal (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_ADDRESS,
                           _("The service gave an address that is not secure. It was not opened."));
      return FALSE;
    }

  if (!own_host && host_is_public (g_uri_get_host (engine)) && !host_is_public (host))
    {
      g_set_error_literal (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_ADDRESS,
                           _("The service gave an address inside the private network. It was not opened."));
      return FALSE;
    }

  return TRUE;
}

gboolean
pictor_address_must_be_public (const char *uri,
                               const char *engine_uri)
{
  g_autoptr (GUri) wanted = pictor_address_parse_named (uri, NULL);
  g_autoptr (GUri) engine = pictor_address_parse_named (engine_uri, NULL);

  return wanted == NULL || engine == NULL ||
         (host_is_public (g_uri_get_host (engine)) &&
          g_ascii_strcasecmp (g_uri_get_host (wanted), g_uri_get_host (engine)) != 0);
}

/* The blocks of RFC 6890 that GInetAddress does not tell apart itself. 198.18.0.0/15 is left out on purpose: it is no
 * one's real network, and local proxies hand it out in place of every public address. */
static gboolean
ipv4_is_public (const guint8 *bytes)
{
  if (bytes[0] == 0 || bytes[0] >= 240)
    return FALSE;
  if (bytes[0] == 100 && (bytes[1] & 0xc0) == 64)
    return FALSE;
  if (bytes[0] == 192 && bytes[1] == 0 && bytes[2] == 0)
    return FALSE;

  return TRUE;
}

/* IPv6 addresses that stand for an IPv4 one: mapped (RFC 4291), NAT64 (RFC 6052), 6to4 (RFC 3056). */
static const guint8 *
find_embedded_ipv4 (const guint8 *bytes)
{
  static const guint8 mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
  static const guint8 compatible[12] = { 0 };
  static const guint8 nat64[12] = { 0, 0x64, 0xff, 0x9b };

  if (memcmp (bytes, mapped, 12) == 0 || memcmp (bytes, compatible, 12) == 0 || memcmp (bytes, nat64, 12) == 0)
    return bytes + 12;
  if (bytes[0] == 0x20 && bytes[1] == 0x02)
    return bytes + 2;

  return NULL;
}

gboolean
pictor_address_is_public (GInetAddress *address)
{
  const guint8 *bytes = g_inet_address_to_bytes (address);
  const guint8 *embedded;

  if (g_inet_address_get_is_any (address) || g_inet_address_get_is_loopback (address) ||
      g_inet_address_get_is_link_local (address) || g_inet_address_get_is_site_local (address) ||
      g_inet_address_get_is_multicast (address))
    return FALSE;

  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4)
    return ipv4_is_public (bytes);

  /* fc00::/7, RFC 4193 */
  if ((bytes[0] & 0xfe) == 0xfc)
    return FALSE;

  embedded = find_embedded_ipv4 (bytes);
  if (embedded != NULL)
    {
      g_autoptr (GInetAddress) inner = g_inet_address_new_from_bytes (embedded, G_SOCKET_FAMILY_IPV4);

      return pictor_address_is_public (inner);
    }

  return TRUE;
}
