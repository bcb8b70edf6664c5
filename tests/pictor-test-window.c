/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pictor-test-window.h"

#include <X11/XKBlib.h>
#include <X11/Xlib.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>

#include "pictor-test-tree.h"
#include "pictor-test.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAction, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiEditableText, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiStateSet, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiText, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiValue, g_object_unref)

#define DEADLINE (20 * G_USEC_PER_SEC)
/* Between two looks at the tree, in microseconds. */
#define PAUSE 50000
/* How long GTK holds a button down that is pressed without a pointer, and a bit, in microseconds. */
#define PRESS_TIME 300000
/* How long a key may take to move the focus to something of another name, in microseconds. */
#define FOCUS_TIME (2 * G_USEC_PER_SEC)
/* An answer of the program, in milliseconds. After one that is late, libatspi takes the program for hung, and asks it
 * nothing more until a main loop has run, which these tests have not. */
#define ANSWER_TIME 30000

struct _PictorTestWindow
{
  GPid pid;
  char *log;
  AtspiAccessible *app;
  Display *display;
};

static AtspiAccessible *
find_app (GPid pid)
{
  g_autoptr (AtspiAccessible) desktop = atspi_get_desktop (0);
  int n = atspi_accessible_get_child_count (desktop, NULL);

  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) app = atspi_accessible_get_child_at_index (desktop, i, NULL);

      if (app != NULL && atspi_accessible_get_process_id (app, NULL) == (guint) pid)
        return g_steal_pointer (&app);
    }
  return NULL;
}

static AtspiApplication *
get_application (PictorTestWindow *self)
{
  return self->app->parent.app;
}

/* (transfer full) */
static char *
read_log (PictorTestWindow *self)
{
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (self->log, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

PictorTestWindow *
pictor_test_window_start (const char *first_name,
                          ...)
{
  static int n_started;
  PictorTestWindow *self = g_new0 (PictorTestWindow, 1);
  const char *argv[] = { g_getenv ("PICTOR_PROGRAM"), NULL };
  g_auto (GStrv) envp = g_get_environ ();
  g_autoptr (GError) error = NULL;
  gint64 deadline = g_get_monotonic_time () + DEADLINE;
  va_list args;
  int log;

  g_assert_nonnull (argv[0]);
  va_start (args, first_name);
  for (const char *name = first_name; name != NULL; name = va_arg (args, const char *))
    envp = g_environ_setenv (envp, name, va_arg (args, const char *), TRUE);
  va_end (args);

  /* libatspi warns of what a program does not offer; that is not a failure of the test. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  atspi_init ();
  atspi_set_timeout (ANSWER_TIME, ANSWER_TIME);
  self->display = XOpenDisplay (NULL);
  g_assert_nonnull (self->display);
  self->log = g_strdup_printf ("%s/window-%d.log", g_get_home_dir (), ++n_started);
  log = g_open (self->log, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
  g_assert_cmpint (log, >=, 0);
  g_spawn_async_with_fds (NULL, (char **) argv, envp, G_SPAWN_DO_NOT_REAP_CHILD, pictor_test_tie, NULL,
                          &self->pid, -1, log, log, &error);
  g_assert_no_error (error);
  g_close (log, NULL);
  while ((self->app = find_app (self->pid)) == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      if (waitpid (self->pid, NULL, WNOHANG) != 0)
        g_error ("the program has ended:\n%s", read_log (self));
      g_usleep (PAUSE);
    }
  atspi_accessible_set_cache_mask (self->app, ATSPI_CACHE_NONE);
  return self;
}

/* What the program prints must tell of no mistake of its own. */
static void
check_log (PictorTestWindow *self)
{
  g_autofree char *text = read_log (self);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], "-WARNING **") != NULL || strstr (lines[i], "-CRITICAL **") != NULL)
      g_error ("the program has warned: %s", lines[i]);
}

static void
release (PictorTestWindow *self)
{
  check_log (self);
  g_free (self->log);
  g_clear_object (&self->app);
  XCloseDisplay (self->display);
  g_free (self);
}

void
pictor_test_window_close (PictorTestWindow *self)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE;
  int status;

  pictor_test_window_press (self, "ctrl+q");
  while (waitpid (self->pid, &status, WNOHANG) == 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (PAUSE);
    }
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  release (self);
}

void
pictor_test_window_kill (PictorTestWindow *self)
{
  g_assert_cmpint (kill (self->pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (self->pid, NULL, 0), ==, self->pid);
  release (self);
}

GPid
pictor_test_window_get_pid (PictorTestWindow *self)
{
  return self->pid;
}

const char *
pictor_test_window_get_log (PictorTestWindow *self)
{
  return self->log;
}

/* Returns TRUE to see no more. */
typedef gboolean (*VisitFunc) (PictorTestNode *node,
                               int             depth,
                               gpointer        user_data);

/* Visits what can be seen; what a hidden widget holds can't be. Returns whether @func has ended it. */
static gboolean
visit (PictorTestNode *node,
       int             depth,
       VisitFunc       func,
       gpointer        user_data)
{
  if (depth > 0 && !pictor_test_node_is (node, ATSPI_STATE_VISIBLE))
    return FALSE;
  if (func (node, depth, user_data))
    return TRUE;
  for (guint i = 0; i < node->children->len; i++)
    if (visit (g_ptr_array_index (node->children, i), depth + 1, func, user_data))
      return TRUE;
  return FALSE;
}

static void
visit_all (PictorTestWindow *self,
           VisitFunc         func,
           gpointer          user_data)
{
  g_autoptr (PictorTestTree) tree = pictor_test_tree_new (get_application (self)->bus_name);
  PictorTestNode *root = pictor_test_tree_get_root (tree);

  if (root != NULL)
    visit (root, 0, func, user_data);
}

typedef struct
{
  AtspiRole role;
  const char *name;
  guint wanted;
  char *path;
  guint n_found;
} Search;

static gboolean
match (PictorTestNode *node,
       int             depth,
       gpointer        user_data)
{
  Search *search = user_data;

  if (search->role != ATSPI_ROLE_INVALID && node->role != search->role)
    return FALSE;
  if (!g_pattern_match_simple (search->name, node->name))
    return FALSE;
  if (search->path == NULL)
    search->path = g_strdup (node->path);
  return ++search->n_found == search->wanted;
}

/* libatspi's name for what is at @path. */
static AtspiAccessible *
get_accessible (PictorTestWindow *self,
                const char       *path)
{
  AtspiObject *object = g_object_new (ATSPI_TYPE_ACCESSIBLE, NULL);

  object->app = g_object_ref (get_application (self));
  object->path = g_strdup (path);
  return ATSPI_ACCESSIBLE (object);
}

/* Looks for @wanted of them and tells how many there are. */
static guint
look (PictorTestWindow  *self,
      AtspiRole          role,
      const char        *name,
      guint              wanted,
      AtspiAccessible  **found)
{
  Search search = { role, name, wanted, NULL, 0 };

  visit_all (self, match, &search);
  if (found != NULL)
    *found = search.path != NULL ? get_accessible (self, search.path) : NULL;
  g_free (search.path);
  return search.n_found;
}

AtspiAccessible *
pictor_test_window_find (PictorTestWindow *self,
                         AtspiRole         role,
                         const char       *name)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE;
  AtspiAccessible *found;

  while (look (self, role, name, 1, &found) == 0)
    {
      if (g_get_monotonic_time () > deadline || waitpid (self->pid, NULL, WNOHANG) != 0)
        {
          g_autofree char *log = read_log (self);

          pictor_test_window_dump (self);
          g_printerr ("The program has printed:\n%s\n", log);
          g_error ("nothing of role %d is called “%s”", role, name);
        }
      g_usleep (PAUSE);
    }
  return found;
}

gboolean
pictor_test_window_shows (PictorTestWindow *self,
                          AtspiRole         role,
                          const char       *name)
{
  return look (self, role, name, 1, NULL) > 0;
}

void
pictor_test_window_wait (PictorTestWindow *self,
                         AtspiRole         role,
                         const char       *name)
{
  g_object_unref (pictor_test_window_find (self, role, name));
}

void
pictor_test_window_wait_gone (PictorTestWindow *self,
                              AtspiRole         role,
                              const char       *name)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE;

  while (look (self, role, name, 1, NULL) > 0)
    {
      if (g_get_monotonic_time () > deadline)
        {
          pictor_test_window_dump (self);
          g_error ("“%s” of role %d does not go away", name, role);
        }
      g_usleep (PAUSE);
    }
}

void
pictor_test_window_wait_description (PictorTestWindow *self,
                                     AtspiRole         role,
                                     const char       *name,
                                     const char       *description)
{
  g_autoptr (AtspiAccessible) found = pictor_test_window_find (self, role, name);
  gint64 deadline = g_get_monotonic_time () + DEADLINE;

  for (;;)
    {
      g_autofree char *now = atspi_accessible_get_description (found, NULL);

      if (g_pattern_match_simple (description, now != NULL ? now : ""))
        return;
      if (g_get_monotonic_time () > deadline)
        g_error ("“%s” is described by “%s”, not by “%s”", name, now, description);
      g_usleep (PAUSE);
    }
}

guint
pictor_test_window_count (PictorTestWindow *self,
                          AtspiRole         role,
                          const char       *name)
{
  return look (self, role, name, G_MAXUINT, NULL);
}

void
pictor_test_window_click (PictorTestWindow *self,
                          AtspiRole         role,
                          const char       *name)
{
  g_autoptr (AtspiAccessible) found = pictor_test_window_find (self, role, name);
  g_autoptr (AtspiAction) action = atspi_accessible_get_action_iface (found);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (action);
  atspi_action_do_action (action, 0, &error);
  g_assert_no_error (error);
  g_usleep (PRESS_TIME);
}

char *
pictor_test_window_get_text (PictorTestWindow *self,
                             const char       *name)
{
  g_autoptr (AtspiAccessible) found = pictor_test_window_find (self, ATSPI_ROLE_TEXT, name);
  g_autoptr (AtspiText) text = atspi_accessible_get_text_iface (found);

  g_assert_nonnull (text);
  return atspi_text_get_text (text, 0, atspi_text_get_character_count (text, NULL), NULL);
}

void
pictor_test_window_wait_text (PictorTestWindow *self,
                              const char       *name,
                              const char       *text)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE;
  g_autofree char *now = NULL;

  while (now = pictor_test_window_get_text (self, name), !g_str_equal (now, text))
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("“%s” is “%s”, not “%s”", name, now, text);
      g_clear_pointer (&now, g_free);
      g_usleep (PAUSE);
    }
}

void
pictor_test_window_set_text (PictorTestWindow *self,
                             const char       *name,
                             const char       *text)
{
  g_autoptr (AtspiAccessible) found = pictor_test_window_find (self, ATSPI_ROLE_TEXT, name);
  g_autoptr (AtspiEditableText) editable = atspi_accessible_get_editable_text_iface (found);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (editable);
  atspi_editable_text_set_text_contents (editable, text, &error);
  g_assert_no_error (error);
}

double
pictor_test_window_get_value (PictorTestWindow *self,
                              const char       *name)
{
  g_autoptr (AtspiAccessible) found = pictor_test_window_find (self, ATSPI_ROLE_SLIDER, name);
  g_autoptr (AtspiValue) value = atspi_accessible_get_value_iface (found);

  g_assert_nonnull (value);
  return atspi_value_get_current_value (value, NULL);
}

void
pictor_test_window_set_value (PictorTestWindow *self,
                              const char       *name,
                              double            number)
{
  g_autoptr (AtspiAccessible) found = pictor_test_window_find (self, ATSPI_ROLE_SLIDER, name);
  g_autoptr (AtspiValue) value = atspi_accessible_get_value_iface (found);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (value);
  atspi_value_set_current_value (value, number, &error);
  g_assert_no_error (error);
}

static void
strike (PictorTestWindow *self,
        KeySym            keysym,
        gboolean          down)
{
  KeyCode code = XKeysymToKeycode (self->display, keysym);

  g_assert_cmpint (code, !=, 0);
  XTestFakeKeyEvent (self->display, code, down, 0);
}

void
pictor_test_window_press (PictorTestWindow *self,
                          const char       *keys)
{
  g_auto (GStrv) parts = g_strsplit (keys, "+", -1);
  guint n = g_strv_length (parts);
  KeySym held[8];

  g_assert_cmpuint (n, <=, G_N_ELEMENTS (held));
  for (guint i = 0; i < n; i++)
    {
      held[i] = g_str_equal (parts[i], "ctrl")    ? XK_Control_L
                : g_str_equal (parts[i], "shift") ? XK_Shift_L
                : g_str_equal (parts[i], "alt")   ? XK_Alt_L
                                                  : XStringToKeysym (parts[i]);
      g_assert_cmpint (held[i], !=, NoSymbol);
      strike (self, held[i], TRUE);
    }
  while (n-- > 0)
    strike (self, held[n], FALSE);
  XSync (self->display, False);
  /* The program gets the keys from the X server, and a question from the bus: the keys must not be overtaken. */
  g_usleep (PAUSE);
}

void
pictor_test_window_type (PictorTestWindow *self,
                         const char       *text)
{
  for (const char *c = text; *c != '\0'; c++)
    {
      KeySym keysym = *c == '\n' ? XK_Return : (KeySym) (guchar) *c;
      KeyCode code = XKeysymToKeycode (self->display, keysym);
      gboolean shift = XkbKeycodeToKeysym (self->display, code, 0, 0) != keysym;

      if (shift)
        strike (self, XK_Shift_L, TRUE);
      strike (self, keysym, TRUE);
      strike (self, keysym, FALSE);
      if (shift)
        strike (self, XK_Shift_L, FALSE);
    }
  XSync (self->display, False);
  g_usleep (2 * PAUSE);
}

gboolean
pictor_test_window_has_state (PictorTestWindow *self,
                              AtspiRole         role,
                              const char       *name,
                              AtspiStateType    state)
{
  g_autoptr (AtspiAccessible) found = pictor_test_window_find (self, role, name);
  g_autoptr (AtspiStateSet) states = atspi_accessible_get_state_set (found);

  return atspi_state_set_contains (states, state);
}

static gboolean
find_focus (PictorTestNode *node,
            int             depth,
            gpointer        user_data)
{
  char **text = user_data;

  if (pictor_test_node_is (node, ATSPI_STATE_FOCUSED))
    {
      g_autofree char *role = atspi_role_get_name (node->role);

      g_free (*text);
      *text = g_strdup_printf ("%s: %s", role, node->name);
    }
  return FALSE;
}

char *
pictor_test_window_get_focus (PictorTestWindow *self)
{
  g_autoptr (PictorTestTree) tree = pictor_test_tree_glance (get_application (self)->bus_name);
  PictorTestNode *node = pictor_test_tree_get_only (tree, ATSPI_STATE_FOCUSED);
  char *text = NULL;

  /* Each window has a focus: that of the last one counts, and a new widget is not seen at a glance. */
  if (node != NULL)
    find_focus (node, 0, &text);
  else
    visit_all (self, find_focus, &text);
  return text != NULL ? text : g_strdup ("");
}

void
pictor_test_window_press_until (PictorTestWindow *self,
                                const char       *keys,
                                const char       *focus)
{
  g_autofree char *before = pictor_test_window_get_focus (self);
  g_autoptr (GString) passed = g_string_new (before);

  for (int i = 0; i < 60; i++)
    {
      gint64 deadline = g_get_monotonic_time () + FOCUS_TIME;
      g_autofree char *now = NULL;

      pictor_test_window_press (self, keys);
      while (now = pictor_test_window_get_focus (self),
             g_str_equal (now, before) && g_get_monotonic_time () < deadline)
        g_clear_pointer (&now, g_free);
      if (g_pattern_match_simple (focus, now))
        return;
      g_string_append_printf (passed, "\n%s", now);
      g_free (before);
      before = g_steal_pointer (&now);
    }
  g_error ("%s does not go to “%s”, but to:\n%s", keys, focus, passed->str);
}

void
pictor_test_window_wait_focus (PictorTestWindow *self,
                               const char       *focus)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE;
  g_autofree char *now = NULL;

  while (now = pictor_test_window_get_focus (self), !g_pattern_match_simple (focus, now))
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("the focus is on “%s”, not on “%s”", now, focus);
      g_clear_pointer (&now, g_free);
      g_usleep (PAUSE);
    }
}

static gboolean
print (PictorTestNode *node,
       int             depth,
       gpointer        user_data)
{
  g_autofree char *role = atspi_role_get_name (node->role);

  g_printerr ("%*s%s “%s” (%s)\n", depth * 2, "", role, node->name, node->description);
  return FALSE;
}

void
pictor_test_window_dump (PictorTestWindow *self)
{
  visit_all (self, print, NULL);
}
