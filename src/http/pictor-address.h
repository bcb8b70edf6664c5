/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Checks an engine's address as a person types it: https, or http on loopback; no credentials, query or
 * fragment. Returns its normal form (lower-case scheme and host, no default port, no trailing slash).
 * (transfer full) (nullable); error PICTOR_HTTP_ERROR_ADDRESS. */
char     *pictor_address_normalize   (const char   *text,
                                      GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for an engine on the person's own network, where plain http will do, with or without “http://”. */
char     *pictor_address_normalize_named (const char *text,
                                          GError    **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads an address that a request may go to: https, or http on loopback; no credentials.
 * (transfer full) (nullable); error PICTOR_HTTP_ERROR_ADDRESS. */
GUri     *pictor_address_parse       (const char   *uri,
                                      GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same on a host that the person named, where plain http will do. */
GUri     *pictor_address_parse_named (const char   *uri,
                                      GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* scheme://host[:port] of @uri: what a secret is bound to. (transfer full) (nullable) */
char     *pictor_address_get_origin  (const char   *uri) G_GNUC_WARN_UNUSED_RESULT;
/* Whether @host (without brackets) can only mean this computer: localhost, *.localhost (RFC 6761; GLib's resolver
 * never asks the network for them) or a loopback address in its usual form. */
gboolean  pictor_address_is_loopback (const char   *host);
/* Whether a result's @uri may be fetched by a client of the engine at @engine_uri (asks.md, guard 3):
 * https; http only on loopback or the engine's own host when that is http; no credentials; and of a public engine,
 * no loopback, link-local or private address written out. */
gboolean  pictor_address_may_fetch   (const char   *uri,
                                      const char   *engine_uri,
                                      GError      **error);
/* Whether where @uri really leads must be judged with pictor_address_is_public() too: the engine at @engine_uri is a
 * public one, and @uri is not on its own host, which the person chose. */
gboolean  pictor_address_must_be_public (const char *uri,
                                         const char *engine_uri);
/* Whether a public engine may lead to @address: not loopback, link-local, private, multicast or any. */
gboolean  pictor_address_is_public   (GInetAddress *address);

G_END_DECLS
