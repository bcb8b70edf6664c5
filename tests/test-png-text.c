/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gunixoutputstream.h>
#include <zlib.h>

#include "library/pictor-png-text.h"
#include "pictor-test-folder.h"
#include "pictor-test.h"

static const char signature[] = "\x89PNG\r\n\x1a\n";

static void
add_chunk (GByteArray *png,
           const char *type,
           const void *data,
           guint32     length)
{
  guint32 be_length = GUINT32_TO_BE (length);
  guint32 crc = crc32 (0, (const Bytef *) type, 4);

  if (length > 0)
    crc = crc32 (crc, data, length);
  crc = GUINT32_TO_BE (crc);
  g_byte_array_append (png, (const guint8 *) &be_length, 4);
  g_byte_array_append (png, (const guint8 *) type, 4);
  if (length > 0)
    g_byte_array_append (png, data, length);
  g_byte_array_append (png, (const guint8 *) &crc, 4);
}

/* "a\0b": keyword and text as a string literal with its inner NULs. */
#define add_literal(png, type, text) add_chunk (png, type, text, sizeof (text) - 1)

static GByteArray *
begin_png (void)
{
  static const guint8 header[13] = { 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0 };
  GByteArray *png = g_byte_array_new ();

  g_byte_array_append (png, (const guint8 *) signature, 8);
  add_chunk (png, "IHDR", header, sizeof header);
  return png;
}

static void
end_png (GByteArray *png)
{
  static const guint8 pixels[] = { 0, 0 };
  guint8 packed[64];
  uLongf length = sizeof packed;

  g_assert_cmpint (compress (packed, &length, pixels, sizeof pixels), ==, Z_OK);
  add_chunk (png, "IDAT", packed, length);
  add_chunk (png, "IEND", NULL, 0);
}

static void
add_compressed (GByteArray *png,
                const char *keyword,
                const char *text,
                gsize       text_length)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  uLongf length = compressBound (text_length);
  g_autofree guint8 *packed = g_malloc (length);

  g_assert_cmpint (compress (packed, &length, (const Bytef *) text, text_length), ==, Z_OK);
  g_byte_array_append (data, (const guint8 *) keyword, strlen (keyword) + 1);
  g_byte_array_append (data, (const guint8 *) "", 1);
  g_byte_array_append (data, packed, length);
  add_chunk (png, "zTXt", data->data, data->len);
}

static GHashTable *
read_bytes (const guint8  *data,
            gsize          length,
            GError       **error)
{
  g_autofree char *folder = pictor_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "a.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GHashTable *texts;

  g_assert_true (g_file_set_contents (path, (const char *) data, length, NULL));
  texts = pictor_png_text_read (file, NULL, error);
  pictor_test_folder_remove (folder);
  return texts;
}

static GHashTable *
read_png (GByteArray *png)
{
  g_autoptr (GError) error = NULL;
  GHashTable *texts = read_bytes (png->data, png->len, &error);

  g_assert_no_error (error);
  return texts;
}

static GBytes *
copy_bytes (const void          *data,
            gsize                length,
            const char * const  *texts,
            GError             **error)
{
  g_autoptr (GInputStream) source = g_memory_input_stream_new_from_data (data, length, NULL);
  g_autoptr (GOutputStream) destination = g_memory_output_stream_new_resizable ();

  if (!pictor_png_text_copy (source, destination, texts, NULL, error))
    return NULL;
  g_assert_true (g_output_stream_close (destination, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (destination));
}

static GdkPixbuf *
decode (GBytes *bytes)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GError) error = NULL;
  GdkPixbuf *pixbuf = gdk_pixbuf_new_from_stream (stream, NULL, &error);

  g_assert_no_error (error);
  return pixbuf;
}

/* A PNG of 97 × 61 noisy pixels with alpha, made by libpng. */
static GBytes *
make_picture (void)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, 97, 61);
  guchar *pixels = gdk_pixbuf_get_pixels (pixbuf);
  g_autoptr (GError) error = NULL;
  gchar *data = NULL;
  gsize length = 0;

  for (gsize i = 0; i < gdk_pixbuf_get_byte_length (pixbuf); i++)
    pixels[i] = (i * i + i / 7) & 0xff;
  gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "png", &error,
                             "tEXt::parameters", "old", "tEXt::Author", "somebody", NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

/* Where @text first is. */
static int
find (const char *data,
      gsize       length,
      const char *text)
{
  gsize i = 0;

  while (i + strlen (text) < length && memcmp (data + i, text, strlen (text)) != 0)
    i++;
  g_assert_cmpuint (i + strlen (text), <, length);
  return i;
}

static void
test_copy (void)
{
  static const char * const texts[] = {
    "parameters", "a red fox\nSteps: 20", "pictor", "{\"prompt\":\"红狐狸 🦊\"}", "empty", "", NULL
  };
  g_autoptr (GBytes) before = make_picture ();
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GdkPixbuf) old_pixbuf = decode (before);
  g_autoptr (GdkPixbuf) new_pixbuf = NULL;
  g_autoptr (GHashTable) read = NULL;
  g_autoptr (GError) error = NULL;
  const char *data;
  gsize length;
  int pixels;

  after = copy_bytes (g_bytes_get_data (before, NULL), g_bytes_get_size (before), texts, &error);
  g_assert_no_error (error);

  new_pixbuf = decode (after);
  g_assert_cmpmem (gdk_pixbuf_read_pixels (new_pixbuf), gdk_pixbuf_get_byte_length (new_pixbuf),
                   gdk_pixbuf_read_pixels (old_pixbuf), gdk_pixbuf_get_byte_length (old_pixbuf));
  g_assert_cmpint (gdk_pixbuf_get_width (new_pixbuf), ==, 97);
  g_assert_true (gdk_pixbuf_get_has_alpha (new_pixbuf));

  /* libpng reads the same texts, ours and those that were there. */
  g_assert_cmpstr (gdk_pixbuf_get_option (new_pixbuf, "tEXt::parameters"), ==, "a red fox\nSteps: 20");
  g_assert_cmpstr (gdk_pixbuf_get_option (new_pixbuf, "tEXt::pictor"), ==, texts[3]);
  g_assert_cmpstr (gdk_pixbuf_get_option (new_pixbuf, "tEXt::Author"), ==, "somebody");

  data = g_bytes_get_data (after, &length);
  read = read_bytes ((const guint8 *) data, length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (read), ==, 4);
  g_assert_cmpstr (g_hash_table_lookup (read, "parameters"), ==, texts[1]);
  g_assert_cmpstr (g_hash_table_lookup (read, "pictor"), ==, texts[3]);
  g_assert_cmpstr (g_hash_table_lookup (read, "empty"), ==, "");

  /* In front of the pixels, ASCII in the plain kind of chunk. */
  pixels = find (data, length, "IDAT");
  g_assert_cmpint (find (data, length, "tEXtparameters"), <, pixels);
  g_assert_cmpint (find (data, length, "iTXtpictor"), <, pixels);
}

/* Copying a copy gives the same bytes: old texts are replaced, not gathered. */
static void
test_copy_again (void)
{
  static const char * const texts[] = { "parameters", "é", "pictor", "{}", NULL };
  g_autoptr (GBytes) picture = make_picture ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) first = copy_bytes (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture),
                                         texts, &error);
  g_autoptr (GBytes) second = copy_bytes (g_bytes_get_data (first, NULL), g_bytes_get_size (first),
                                          texts, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (first, second));
}

static void
test_copy_truncated (void)
{
  static const char * const texts[] = { "pictor", "{}", NULL };
  g_autoptr (GBytes) picture = make_picture ();
  const char *data = g_bytes_get_data (picture, NULL);

  for (gsize length = 0; length < g_bytes_get_size (picture); length += 1 + length / 16)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (copy_bytes (data, length, texts, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_assert_cmpstr (error->message, !=, "");
    }
}

#define BYTES(text) { text, sizeof (text) - 1 }

static void
test_copy_bad (void)
{
  static const char * const texts[] = { "pictor", "{}", NULL };
  static const struct
  {
    const char *data;
    gsize length;
  } bad[] = {
    BYTES ("GIF89a.............................."),
    BYTES ("\x89PNG\r\n\x1a\n\0\0\0\x0dIDATxxxxxxxxxxxxxcccc"),
    BYTES ("\x89PNG\r\n\x1a\n\xff\xff\xff\xffIHDRxxxxxxxxxxxxxcccc"),
    BYTES ("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDRxxxxxxxxxxxxxcccc\xff\xff\xff\xffIDAT"),
    BYTES ("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDRxxxxxxxxxxxxxcccc\0\0\0\0I\0ATcccc"),
    BYTES ("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDRxxxxxxxxxxxxxcccc\0\0\0\0IENDcccc"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (copy_bytes (bad[i].data, bad[i].length, texts, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    }
}

static void
test_copy_cancelled (void)
{
  static const char * const texts[] = { "pictor", "{}", NULL };
  g_autoptr (GBytes) picture = make_picture ();
  g_autoptr (GInputStream) source = g_memory_input_stream_new_from_bytes (picture);
  g_autoptr (GOutputStream) destination = g_memory_output_stream_new_resizable ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (pictor_png_text_copy (source, destination, texts, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* 256 MB of pixels go by in little memory. */
static void
test_copy_memory (void)
{
  static const char * const texts[] = { "pictor", "{}", NULL };
  const guint32 size = 256 * 1024 * 1024;
  g_autofree char *folder = pictor_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "large.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GByteArray) start = begin_png ();
  g_autoptr (GFileIOStream) stream = g_file_create_readwrite (file, 0, NULL, NULL);
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (stream));
  g_autoptr (GInputStream) source = NULL;
  g_autoptr (GOutputStream) destination = NULL;
  g_autoptr (GError) error = NULL;
  guint32 be_size = GUINT32_TO_BE (size);
  struct rusage before, after;

  g_byte_array_append (start, (const guint8 *) &be_size, 4);
  g_byte_array_append (start, (const guint8 *) "IDAT", 4);
  g_assert_true (g_output_stream_write_all (output, start->data, start->len, NULL, NULL, NULL));
  /* A hole on the disk, that takes no space there. */
  g_assert_true (g_seekable_seek (G_SEEKABLE (output), size + 4, G_SEEK_CUR, NULL, NULL));
  g_assert_true (g_output_stream_write_all (output, "\0\0\0\0IEND\xae\x42\x60\x82", 12, NULL, NULL, NULL));
  g_assert_true (g_io_stream_close (G_IO_STREAM (stream), NULL, NULL));

  source = G_INPUT_STREAM (g_file_read (file, NULL, NULL));
  destination = g_unix_output_stream_new (g_open ("/dev/null", O_WRONLY, 0), TRUE);
  getrusage (RUSAGE_SELF, &before);
  g_assert_true (pictor_png_text_copy (source, destination, texts, NULL, &error));
  getrusage (RUSAGE_SELF, &after);
  g_assert_no_error (error);
  g_assert_cmpint (after.ru_maxrss - before.ru_maxrss, <, 4096);
  pictor_test_folder_remove (folder);
}

static void
test_read_kinds (void)
{
  g_autoptr (GByteArray) png = begin_png ();
  g_autoptr (GHashTable) texts = NULL;

  add_literal (png, "tEXt", "plain\0abc");
  add_literal (png, "tEXt", "latin\0caf\xe9");
  add_literal (png, "tEXt", "raw\0caf\xc3\xa9");
  add_literal (png, "iTXt", "unicode\0\0\0zh\0\xe9\x94\xae\0\xe7\x8b\x90");
  add_compressed (png, "packed", "hello hello hello", 17);
  add_literal (png, "tEXt", "twice\0first");
  add_literal (png, "tEXt", "twice\0second");
  end_png (png);
  /* Texts may also follow the pixels, and bytes the end. */
  g_byte_array_set_size (png, png->len - 12);
  add_literal (png, "tEXt", "late\0yes");
  add_chunk (png, "IEND", NULL, 0);
  g_byte_array_append (png, (const guint8 *) "rubbish", 7);

  texts = read_png (png);
  g_assert_cmpstr (g_hash_table_lookup (texts, "plain"), ==, "abc");
  g_assert_cmpstr (g_hash_table_lookup (texts, "latin"), ==, "café");
  g_assert_cmpstr (g_hash_table_lookup (texts, "raw"), ==, "café");
  g_assert_cmpstr (g_hash_table_lookup (texts, "unicode"), ==, "狐");
  g_assert_cmpstr (g_hash_table_lookup (texts, "packed"), ==, "hello hello hello");
  g_assert_cmpstr (g_hash_table_lookup (texts, "twice"), ==, "first");
  g_assert_cmpstr (g_hash_table_lookup (texts, "late"), ==, "yes");
  g_assert_cmpuint (g_hash_table_size (texts), ==, 7);
}

/* What is not well formed is passed over; the rest is read. */
static void
test_read_malformed (void)
{
  g_autoptr (GByteArray) png = begin_png ();
  g_autoptr (GHashTable) texts = NULL;
  g_autofree char *keyword = g_strnfill (80, 'k');

  add_chunk (png, "tEXt", NULL, 0);
  add_chunk (png, "zTXt", NULL, 0);
  add_chunk (png, "iTXt", NULL, 0);
  add_literal (png, "tEXt", "no end");
  add_literal (png, "tEXt", "\0no keyword");
  add_literal (png, "tEXt", "nul\0a\0b");
  add_chunk (png, "tEXt", keyword, 81);
  add_literal (png, "zTXt", "short\0");
  add_literal (png, "zTXt", "method\0\1xxxx");
  add_literal (png, "zTXt", "rubbish\0\0xxxx");
  add_literal (png, "iTXt", "i1\0");
  add_literal (png, "iTXt", "i2\0\0");
  add_literal (png, "iTXt", "i3\0\0\0");
  add_literal (png, "iTXt", "i4\0\0\0en\0");
  add_literal (png, "iTXt", "i5\0\0\0en\0key\0\xff\xfe");
  add_literal (png, "iTXt", "i6\0\1\0en\0key\0xxxx");
  add_literal (png, "tEXt", "damaged\0abc");
  png->data[png->len - 1] ^= 1;
  add_literal (png, "tEXt", "good\0yes");
  end_png (png);

  texts = read_png (png);
  g_assert_cmpstr (g_hash_table_lookup (texts, "good"), ==, "yes");
  g_assert_cmpuint (g_hash_table_size (texts), ==, 1);
}

static void
test_read_bombs (void)
{
  const gsize megabyte = 1024 * 1024;
  g_autoptr (GByteArray) png = begin_png ();
  g_autofree char *large = g_strnfill (16 * megabyte, 'a');
  g_autoptr (GHashTable) texts = NULL;

  add_compressed (png, "bomb", large, 16 * megabyte);
  add_compressed (png, "just over", large, megabyte + 1);
  add_compressed (png, "just", large, megabyte - 3);
  memcpy (large, "long\0", 5);
  add_chunk (png, "tEXt", large, 2 * megabyte);
  add_literal (png, "tEXt", "fits\0abc");
  add_literal (png, "tEXt", "full\0d");
  end_png (png);

  texts = read_png (png);
  g_assert_cmpuint (strlen (g_hash_table_lookup (texts, "just")), ==, megabyte - 3);
  g_assert_cmpstr (g_hash_table_lookup (texts, "fits"), ==, "abc");
  g_assert_cmpuint (g_hash_table_size (texts), ==, 2);
}

static void
test_read_many (void)
{
  g_autoptr (GByteArray) png = begin_png ();
  g_autoptr (GHashTable) texts = NULL;

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *text = g_strdup_printf ("key %u_text", i);

      *strchr (text, '_') = '\0';
      add_chunk (png, "tEXt", text, strlen (text) + 5);
    }
  end_png (png);

  texts = read_png (png);
  g_assert_cmpuint (g_hash_table_size (texts), ==, 64);
}

static void
test_read_truncated (void)
{
  g_autoptr (GByteArray) png = begin_png ();

  add_literal (png, "tEXt", "some\0text");
  add_compressed (png, "packed", "hello hello hello", 17);
  end_png (png);
  /* The CRC of the end is not looked at. */
  for (guint length = 0; length < png->len - 4; length++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_bytes (png->data, length, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    }
}

/* Each byte in turn is spoilt: whatever comes of it, it is an answer. */
static void
test_read_fuzzed (void)
{
  g_autoptr (GByteArray) png = begin_png ();

  add_literal (png, "iTXt", "unicode\0\0\0zh\0\xe9\x94\xae\0\xe7\x8b\x90");
  add_compressed (png, "packed", "hello hello hello", 17);
  end_png (png);
  for (guint i = 0; i < png->len; i++)
    {
      for (guint bit = 0; bit < 8; bit += 3)
        {
          g_autoptr (GHashTable) texts = NULL;
          g_autoptr (GError) error = NULL;

          png->data[i] ^= 1 << bit;
          texts = read_bytes (png->data, png->len, &error);
          png->data[i] ^= 1 << bit;
          g_assert_true ((texts == NULL) == (error != NULL));
        }
    }
}

static void
test_read_missing (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/nowhere/at/all.png");
  g_autoptr (GError) error = NULL;

  g_assert_null (pictor_png_text_read (file, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  /* First, while the peak is low. */
  g_test_add_func ("/png-text/copy-memory", test_copy_memory);
  g_test_add_func ("/png-text/copy", test_copy);
  g_test_add_func ("/png-text/copy-again", test_copy_again);
  g_test_add_func ("/png-text/copy-truncated", test_copy_truncated);
  g_test_add_func ("/png-text/copy-bad", test_copy_bad);
  g_test_add_func ("/png-text/copy-cancelled", test_copy_cancelled);
  g_test_add_func ("/png-text/read-kinds", test_read_kinds);
  g_test_add_func ("/png-text/read-malformed", test_read_malformed);
  g_test_add_func ("/png-text/read-bombs", test_read_bombs);
  g_test_add_func ("/png-text/read-many", test_read_many);
  g_test_add_func ("/png-text/read-truncated", test_read_truncated);
  g_test_add_func ("/png-text/read-fuzzed", test_read_fuzzed);
  g_test_add_func ("/png-text/read-missing", test_read_missing);

  return g_test_run ();
}
