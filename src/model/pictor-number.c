/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/pictor-number.h"

#include <math.h>
#include <string.h>

/* Digits that always suffice to tell one double from every other (IEEE 754 binary64). */
#define MAX_DIGITS 17

/* Writes @value as "[-]D.DDDe±XX" with as few digits as read back the same. */
static void
format_shortest (double value,
                 char   text[G_ASCII_DTOSTR_BUF_SIZE])
{
  for (int digits = 1; digits <= MAX_DIGITS; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%de", digits - 1);
      g_ascii_formatd (text, G_ASCII_DTOSTR_BUF_SIZE, format, value);
      if (g_ascii_strtod (text, NULL) == value)
        return;
    }
}

/**
 * pictor_number_format:
 * @value: a finite number
 *
 * 42.0 gives "42", 0.1 "0.1", 1e-7 "0.0000001", 1e21 "1000000000000000000000", and -0.0 "0".
 *
 * Returns: (transfer full): @value in the C locale; the same as JSON text and in PICPIK's signature
 */
char *
pictor_number_format (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  GString *digits, *out;
  const char *exponent_text;
  int point;

  g_return_val_if_fail (isfinite (value), NULL);

  if (value == 0)
    return g_strdup ("0");

  format_shortest (value, text);
  digits = g_string_new (NULL);
  exponent_text = strchr (text, 'e');
  for (const char *p = text; p < exponent_text; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);

  /* How many of the digits stand before the decimal point. */
  point = 1 + (int) g_ascii_strtoll (exponent_text + 1, NULL, 10);
  out = g_string_new (value < 0 ? "-" : "");
  if (point <= 0)
    {
      g_string_append (out, "0.");
      for (int i = point; i < 0; i++)
        g_string_append_c (out, '0');
      g_string_append (out, digits->str);
    }
  else if ((gsize) point < digits->len)
    {
      g_string_append_len (out, digits->str, point);
      g_string_append_c (out, '.');
      g_string_append (out, digits->str + point);
    }
  else
    {
      g_string_append (out, digits->str);
      for (gsize i = digits->len; i < (gsize) point; i++)
        g_string_append_c (out, '0');
    }

  g_string_free (digits, TRUE);
  return g_string_free (out, FALSE);
}

/**
 * pictor_number_parse:
 * @text: text as typed
 * @value: (out) (optional): the number; untouched when there is none
 *
 * Decimal only: what strtod() takes besides ("0x10", "inf", "nan") is no number here.
 *
 * Returns: whether @text is one number
 */
gboolean
pictor_number_parse (const char *text,
                     double     *value)
{
  char *end;
  double number;

  g_return_val_if_fail (text != NULL, FALSE);

  while (g_ascii_isspace (*text))
    text++;
  if (text[strspn (text, "0123456789+-.eE \t\n\r\f\v")] != '\0')
    return FALSE;
  number = g_ascii_strtod (text, &end);
  if (end == text || !isfinite (number))
    return FALSE;
  while (g_ascii_isspace (*end))
    end++;
  if (*end != '\0')
    return FALSE;

  if (value != NULL)
    *value = number;
  return TRUE;
}
