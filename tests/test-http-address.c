/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "http/pictor-address.h"
#include "http/pictor-backoff.h"
#include "http/pictor-http-error.h"

static void
test_normalize (void)
{
  static const struct
  {
    const char *text;
    const char *normal;
  } cases[] = {
    { "https://api.picpik.ai", "https://api.picpik.ai" },
    { " HTTPS://API.PicPik.AI:443/ \n", "https://api.picpik.ai" },
    { "https://example.com:8443/v1//", "https://example.com:8443/v1" },
    { "https://例子.测试/", "https://xn--fsqu00a.xn--0zwm56d" },
    { "http://localhost:8080/", "http://localhost:8080" },
    { "http://127.0.0.1:80", "http://127.0.0.1" },
    { "http://127.200.3.4:81", "http://127.200.3.4:81" },
    { "http://[::1]:9/x/", "http://[::1]:9/x" },
    { "https://192.168.1.5", "https://192.168.1.5" },
    { "", NULL },
    { "api.picpik.ai", NULL },
    { "localhost:8080", NULL },
    { "http://api.picpik.ai", NULL },
    { "http://192.168.1.5", NULL },
    { "http://127.1", NULL },
    { "http://2130706433", NULL },
    { "http://localhost.example.com", NULL },
    { "http://127.0.0.1.example.com", NULL },
    { "https://user@example.com", NULL },
    { "https://user:pass@example.com", NULL },
    { "https://example.com/?a=b", NULL },
    { "https://example.com/#a", NULL },
    { "https://", NULL },
    { "https:///path", NULL },
    { "https://exa mple.com", NULL },
    { "https://example.com:99999", NULL },
    { "ftp://example.com", NULL },
    { "file:///etc/passwd", NULL },
    { "javascript:alert(1)", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *normal = pictor_address_normalize (cases[i].text, &error);

      g_assert_cmpstr (normal, ==, cases[i].normal);
      if (cases[i].normal == NULL)
        g_assert_error (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_ADDRESS);
      else
        g_assert_no_error (error);
    }
}

static void
test_origin (void)
{
  static const char *cases[][2] = {
    { "https://Example.com/a/b?c#d", "https://example.com" },
    { "https://example.com:443/", "https://example.com" },
    { "https://example.com:80/", "https://example.com:80" },
    { "http://[::1]:80/x", "http://[::1]" },
    { "file:///x", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *origin = pictor_address_get_origin (cases[i][0]);

      g_assert_cmpstr (origin, ==, cases[i][1]);
    }
}

static void
test_may_fetch (void)
{
  static const struct
  {
    const char *uri;
    const char *engine;
    gboolean allowed;
    gboolean judged; /* by the address connected to, too */
  } cases[] = {
    { "https://cdn.example.com/a.png?sig=1", "https://api.picpik.ai", TRUE, TRUE },
    { "https://api.picpik.ai/a.png", "https://api.picpik.ai", TRUE, FALSE },
    { "http://cdn.example.com/a.png", "https://api.picpik.ai", FALSE },
    { "http://api.picpik.ai/a.png", "https://api.picpik.ai", FALSE },
    { "http://127.0.0.1/a.png", "https://api.picpik.ai", FALSE },
    { "https://127.0.0.1/a.png", "https://api.picpik.ai", FALSE },
    { "https://localhost/a.png", "https://api.picpik.ai", FALSE },
    { "https://LOCALHOST./a.png", "https://api.picpik.ai", FALSE },
    { "https://[::1]/a.png", "https://api.picpik.ai", FALSE },
    { "https://[::ffff:127.0.0.1]/a.png", "https://api.picpik.ai", FALSE },
    { "https://10.0.0.1/a.png", "https://api.picpik.ai", FALSE },
    { "https://169.254.169.254/latest/", "https://api.picpik.ai", FALSE },
    { "https://8.8.8.8/a.png", "https://api.picpik.ai", TRUE, TRUE },
    { "https://user:pass@cdn.example.com/a.png", "https://api.picpik.ai", FALSE },
    { "file:///etc/passwd", "https://api.picpik.ai", FALSE },
    { "ftp://example.com/a.png", "https://api.picpik.ai", FALSE },
    { "data:image/png;base64,AAAA", "https://api.picpik.ai", FALSE },
    { "/a.png", "https://api.picpik.ai", FALSE },
    { "", "https://api.picpik.ai", FALSE },
    { "http://127.0.0.1:8080/a.png", "http://127.0.0.1:9090", TRUE, FALSE },
    { "http://localhost:8080/a.png", "http://127.0.0.1:9090", TRUE, FALSE },
    { "http://example.com/a.png", "http://127.0.0.1:9090", FALSE },
    { "https://192.168.1.5/a.png", "https://192.168.1.5", TRUE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean allowed = pictor_address_may_fetch (cases[i].uri, cases[i].engine, &error);

      g_test_message ("%s", cases[i].uri);
      g_assert_cmpint (allowed, ==, cases[i].allowed);
      if (allowed)
        g_assert_cmpint (pictor_address_must_be_public (cases[i].uri, cases[i].engine), ==, cases[i].judged);
      else
        g_assert_error (error, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_ADDRESS);
    }
}

static void
test_public (void)
{
  static const char *public[] = { "8.8.8.8", "172.15.0.1", "172.32.0.1", "100.63.0.1", "192.0.1.1", "198.18.0.1",
                                  "2606:4700::1", "64:ff9b::808:808" };
  static const char *private[] = { "127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1",
                                   "169.254.169.254", "100.64.0.1", "0.0.0.0", "0.1.2.3", "224.0.0.1", "240.0.0.1",
                                   "255.255.255.255", "192.0.0.8", "::", "::1", "fe80::1", "fec0::1", "fc00::1",
                                   "fd12::1", "ff02::1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1",
                                   "2002:7f00:1::" };

  for (guint i = 0; i < G_N_ELEMENTS (public); i++)
    {
      g_autoptr (GInetAddress) address = g_inet_address_new_from_string (public[i]);

      g_test_message ("%s", public[i]);
      g_assert_true (pictor_address_is_public (address));
    }
  for (guint i = 0; i < G_N_ELEMENTS (private); i++)
    {
      g_autoptr (GInetAddress) address = g_inet_address_new_from_string (private[i]);

      g_test_message ("%s", private[i]);
      g_assert_false (pictor_address_is_public (address));
    }
}

static void
test_backoff (void)
{
  PictorBackoff backoff;
  guint smallest = G_MAXUINT;
  guint largest = 0;

  pictor_backoff_init (&backoff, 1000, 5000);
  for (guint run = 0; run < 200; run++)
    {
      static const guint bounds[] = { 1000, 2000, 4000, 5000, 5000 };

      pictor_backoff_reset (&backoff);
      for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
        {
          guint pause = pictor_backoff_next (&backoff);

          g_assert_cmpuint (pause, >=, bounds[i] / 2);
          g_assert_cmpuint (pause, <=, bounds[i]);
          if (i == 4)
            {
              smallest = MIN (smallest, pause);
              largest = MAX (largest, pause);
            }
        }
    }
  /* Jitter: clients that lost the same server do not come back together. */
  g_assert_cmpuint (largest - smallest, >, 1500);

  pictor_backoff_init (&backoff, 1, G_MAXUINT);
  for (guint i = 0; i < 100; i++)
    g_assert_cmpuint (pictor_backoff_next (&backoff), <=, backoff.longest);
  g_assert_cmpuint (backoff.bound, ==, G_MAXUINT);
}

static void
test_errors (void)
{
  static const struct
  {
    guint status;
    PictorHttpError code;
    gboolean passing;
  } statuses[] = {
    { 400, PICTOR_HTTP_ERROR_CLIENT, FALSE },
    { 401, PICTOR_HTTP_ERROR_UNAUTHORIZED, FALSE },
    { 402, PICTOR_HTTP_ERROR_PAYMENT, FALSE },
    { 403, PICTOR_HTTP_ERROR_FORBIDDEN, FALSE },
    { 404, PICTOR_HTTP_ERROR_NOT_FOUND, FALSE },
    { 410, PICTOR_HTTP_ERROR_NOT_FOUND, FALSE },
    { 413, PICTOR_HTTP_ERROR_CLIENT, FALSE },
    { 429, PICTOR_HTTP_ERROR_BUSY, TRUE },
    { 500, PICTOR_HTTP_ERROR_SERVER, TRUE },
    { 502, PICTOR_HTTP_ERROR_SERVER, TRUE },
    { 503, PICTOR_HTTP_ERROR_BUSY, TRUE },
    { 304, PICTOR_HTTP_ERROR_REDIRECT, FALSE },
    { 999, PICTOR_HTTP_ERROR_STATUS, FALSE },
  };
  g_autoptr (GError) tls = g_error_new_literal (G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, "GnuTLS says so");
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  g_autoptr (GError) expired = NULL;
  g_autoptr (GError) same = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (GError) error = pictor_http_error_from_status (statuses[i].status, "example.com");

      g_test_message ("%u: %s", statuses[i].status, error->message);
      g_assert_error (error, PICTOR_HTTP_ERROR, (int) statuses[i].code);
      g_assert_nonnull (strstr (error->message, "example.com"));
      g_assert_cmpint (pictor_http_error_is_passing (error), ==, statuses[i].passing);
    }

  expired = pictor_http_error_from_transport (tls, "example.com", G_TLS_CERTIFICATE_EXPIRED);
  g_assert_error (expired, PICTOR_HTTP_ERROR, PICTOR_HTTP_ERROR_TLS);
  g_assert_nonnull (strstr (expired->message, "expired"));
  g_assert_false (pictor_http_error_is_passing (expired));

  same = pictor_http_error_from_transport (cancelled, "example.com", 0);
  g_assert_error (same, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/address/normalize", test_normalize);
  g_test_add_func ("/http/address/origin", test_origin);
  g_test_add_func ("/http/address/may-fetch", test_may_fetch);
  g_test_add_func ("/http/address/public", test_public);
  g_test_add_func ("/http/backoff", test_backoff);
  g_test_add_func ("/http/errors", test_errors);
  return g_test_run ();
}
