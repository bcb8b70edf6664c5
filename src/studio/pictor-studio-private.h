/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "studio/pictor-practice-keys.h"
#include "studio/pictor-studio.h"

G_BEGIN_DECLS

/* What only the studio's own files see of it. */

struct _PictorStudio
{
  GObject parent_instance;

  PictorHttp *http;
  PictorKeyring *keyring;
  PictorPracticeKeys *practice;
  GListStore *accounts; /* of PictorAccount, practice first */
  PictorQueue *queue;
};

G_END_DECLS
