/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/pictor-practice-token.h"

#include <errno.h>

#include <sys/random.h>

/* getrandom(2) may be interrupted, or give less than was asked for when that is more than 256 bytes. */
static void
fill (guint8 *data,
      gsize   length)
{
  while (length > 0)
    {
      gssize n = getrandom (data, length, 0);

      if (n < 0 && errno != EINTR)
        g_error ("The system has no random numbers: %s", g_strerror (errno));
      if (n > 0)
        {
          data += n;
          length -= n;
        }
    }
}

char *
pictor_practice_token_new (guint length)
{
  static const char alphabet[] = "0123456789abcdefghijklmnopqrstuv";
  char *text = g_malloc0 (length + 1);

  fill ((guint8 *) text, length);
  for (guint i = 0; i < length; i++)
    text[i] = alphabet[(guint8) text[i] % 32];
  return text;
}

guint32
pictor_practice_token_number (guint32 maximum)
{
  guint64 random;

  /* The remainder of 64 bits favours none of 32 bits' numbers by more than one in four thousand million. */
  fill ((guint8 *) &random, sizeof random);
  return random % ((guint64) maximum + 1);
}
