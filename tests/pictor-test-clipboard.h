/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <glib.h>

/* Another program that something was copied in: it owns the clipboard of the X server until it is freed, and gives what
 * it holds to whoever pastes. At most some 100 kB, which need no pieces. */

typedef struct
{
  char *target;
  GBytes *bytes;
  Display *display;
  Window window;
  GThread *thread;
  int n_asked;
} PictorTestClipboard;

static inline void
pictor_test_clipboard_answer (PictorTestClipboard    *self,
                              XSelectionRequestEvent *request)
{
  Atom targets = XInternAtom (self->display, "TARGETS", False);
  Atom offers[] = { targets, XInternAtom (self->display, self->target, False) };
  XSelectionEvent notify = {
    .type = SelectionNotify,
    .requestor = request->requestor,
    .selection = request->selection,
    .target = request->target,
    .property = request->property,
    .time = request->time
  };

  if (request->target == targets)
    {
      XChangeProperty (self->display, request->requestor, request->property, XA_ATOM, 32, PropModeReplace,
                       (guchar *) offers, G_N_ELEMENTS (offers));
      g_atomic_int_inc (&self->n_asked);
    }
  else if (request->target == offers[1])
    XChangeProperty (self->display, request->requestor, request->property, offers[1], 8, PropModeReplace,
                     g_bytes_get_data (self->bytes, NULL), g_bytes_get_size (self->bytes));
  else
    notify.property = None;
  XSendEvent (self->display, request->requestor, False, 0, (XEvent *) &notify);
  XFlush (self->display);
}

/* Until somebody else owns the clipboard: pictor_test_clipboard_free(). */
static inline gpointer
pictor_test_clipboard_run (gpointer data)
{
  PictorTestClipboard *self = data;
  XEvent event;

  do
    {
      XNextEvent (self->display, &event);
      if (event.type == SelectionRequest)
        pictor_test_clipboard_answer (self, &event.xselectionrequest);
    }
  while (event.type != SelectionClear);
  return NULL;
}

/* @target: “image/png”, “text/uri-list”, “UTF8_STRING”. Returns when a program has seen what there is. */
static inline PictorTestClipboard *
pictor_test_clipboard_new (const char *target,
                           GBytes     *bytes)
{
  PictorTestClipboard *self = g_new0 (PictorTestClipboard, 1);
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  Atom clipboard;

  self->target = g_strdup (target);
  self->bytes = g_bytes_ref (bytes);
  self->display = XOpenDisplay (NULL);
  g_assert_nonnull (self->display);
  self->window = XCreateSimpleWindow (self->display, DefaultRootWindow (self->display), 0, 0, 1, 1, 0, 0, 0);
  clipboard = XInternAtom (self->display, "CLIPBOARD", False);
  XSetSelectionOwner (self->display, clipboard, self->window, CurrentTime);
  g_assert_cmpuint (XGetSelectionOwner (self->display, clipboard), ==, self->window);
  self->thread = g_thread_new ("clipboard", pictor_test_clipboard_run, self);
  while (g_atomic_int_get (&self->n_asked) == 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (50000);
    }
  g_usleep (50000);
  return self;
}

static inline void
pictor_test_clipboard_free (PictorTestClipboard *self)
{
  Display *display = XOpenDisplay (NULL);

  XSetSelectionOwner (display, XInternAtom (display, "CLIPBOARD", False), None, CurrentTime);
  XSync (display, False);
  g_thread_join (self->thread);
  XCloseDisplay (display);
  XCloseDisplay (self->display);
  g_bytes_unref (self->bytes);
  g_free (self->target);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictorTestClipboard, pictor_test_clipboard_free)
