/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/pictor-samplers.h"

static void
test_find (void)
{
  g_assert_cmpuint (g_strv_length ((char **) pictor_samplers_get_names ()), ==, PICTOR_N_SAMPLERS);
  g_assert_cmpint (pictor_samplers_find ("Euler a", FALSE), ==, 0);
  g_assert_cmpint (pictor_samplers_find ("UniPC", FALSE), ==, 21);
  g_assert_cmpint (pictor_samplers_find ("unipc", FALSE), ==, -1);
  g_assert_cmpint (pictor_samplers_find ("dpm++ 2m sde karras", TRUE), ==, 18);
  g_assert_cmpint (pictor_samplers_find ("Euler b", TRUE), ==, -1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/samplers/find", test_find);
  return g_test_run ();
}
