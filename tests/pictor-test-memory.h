/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <glib/gstdio.h>

/* How much memory this process has had at most, from /proc. */

/* Bytes */
static inline gsize
pictor_test_memory_peak (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "VmHWM:");

  return line != NULL ? g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10) * 1024 : 0;
}

/* Makes what there is now the peak, where the kernel allows it; without that the peak so far counts. */
static inline void
pictor_test_memory_reset (void)
{
  FILE *stream = g_fopen ("/proc/self/clear_refs", "w");

  if (stream != NULL)
    {
      fputs ("5", stream);
      fclose (stream);
    }
}
