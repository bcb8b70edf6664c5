/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "studio/pictor-job-text.h"

static void
test_describe (void)
{
  static const struct
  {
    const char *phase;
    const char *status;
    const char *expected;
  } cases[] = {
    { "Painting", NULL, "Painting" },
    { "Painting", "", "Painting" },
    { "Painting", "PAINTING", "Painting" },
    { "Painting", "Running", "Painting" },
    { "Painting", "step 3 of 20", "Painting (step 3 of 20)" },
    { "Painting", "  two\n\tlines\r\n ", "Painting (two lines)" },
    { "Painting", "\xff\xfe", "Painting (\xef\xbf\xbd\xef\xbf\xbd)" },
    { "Painting", "\xe2\x80\xae" "abc", "Painting (abc)" },
    { "Painting", "<b>&amp;</b>", "Painting (<b>&amp;</b>)" },
    { NULL, "step 3", "step 3" },
    { "", "step 3", "step 3" },
    { NULL, " \n", NULL },
    { NULL, NULL, NULL },
    { "Painting", "0123456789012345678901234567890123456789012345678901234567890123456789",
      "Painting (012345678901234567890123456789012345678901234567890123456789…)" },
    { "绘制", "第 3 步，共 20 步", "绘制 (第 3 步，共 20 步)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = pictor_job_text_describe (cases[i].phase, cases[i].status);

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/studio/text/describe", test_describe);
  return g_test_run ();
}
