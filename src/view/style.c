// SPDX-License-Identifier: ISC

/// @file style.c  The views that the rules have.

#include "view/style.h"

#include "base/list.h"
#include "base/lookup.h"
#include "view/palette.h"
#include "view/select.h"
#include "view/style_impl.h"

struct RhumbViews {
  RhumbView *items;
  size_t count, cap;
  RhumbLookup names;
};

static void
set_defaults(RhumbView *const view)
{
  const RhumbView *const any = &rhumb_view_any;
  view->languages = view->languages.count ? view->languages : any->languages;
  view->labels = view->labels.count ? view->labels : any->labels;
  view->links = view->links.count ? view->links : any->links;
  view->limit = view->limit ? view->limit : any->limit;
  if (view->layout && strcmp(view->layout, "auto") == 0) {
    view->layout = NULL;
  }
}

static RhumbStatus
check_new_name(const RhumbYamlContext *const context,
               const RhumbViews *const views,
               const RhumbYaml *const key)
{
  const RhumbView *const before = rhumb_views_find(views, key->text);
  if (!before) {
    return RHUMB_OK;
  }
  (void)rhumb_fail(context->diag,
                   RHUMB_ERR_SYNTAX,
                   key->loc,
                   "the view \"%.*s\" is there already",
                   RHUMB_FMT(key->text));
  rhumb_warn(context->diag, RHUMB_NOTE, before->loc, "it is also defined here");
  return RHUMB_ERR_SYNTAX;
}

/// A view's name becomes the name of its picture's file
static RhumbStatus
check_file_name(const RhumbYamlContext *const context,
                const RhumbYaml *const key)
{
  const RhumbStr name = key->text;
  const bool is_path = name.len && (memchr(name.data, '/', name.len) ||
                                    memchr(name.data, '\0', name.len));
  return name.len && !is_path && !rhumb_str_is(name, ".") &&
                 !rhumb_str_is(name, "..")
             ? RHUMB_OK
             : rhumb_fail(context->diag,
                          RHUMB_ERR_SYNTAX,
                          key->loc,
                          "\"%.*s\" is no name for a view: the picture's file "
                          "is called after it, so it is not empty, \".\" or "
                          "\"..\", and has no \"/\"",
                          RHUMB_FMT(name));
}

/// Warn of what the layout that the view asks for does not draw
static void
check_layout(const RhumbYamlContext *const context, const RhumbView *const view)
{
  if (view->layout && view->cluster.count &&
      !rhumb_layout_has_clusters(view->layout)) {
    rhumb_warn(
        context->diag,
        RHUMB_WARNING,
        view->cluster.items[0].loc,
        "the layout \"%s\" draws no clusters: use \"dot\" or \"fdp\", or "
        "leave \"cluster\" out",
        view->layout);
  }
}

/// Read a view and add it to `set`
static RhumbStatus
read_view(const RhumbYamlContext *const context,
          RhumbViews *const set,
          const RhumbYaml *const key,
          const RhumbYaml *const value)
{
  RhumbView view = {.hops = 1};
  RhumbStatus status = check_file_name(context, key);
  RHUMB_KEEP(status, check_new_name(context, set, key));
  if (!rhumb_is_null(value)) {
    RHUMB_KEEP(status,
               rhumb_schema_read(context, &rhumb_view_schema, value, &view));
  }
  set_defaults(&view);
  check_layout(context, &view);
  view.name = key->text;
  view.loc = key->loc;
  if (status == RHUMB_OK) {
    RHUMB_PUSH_IN(context->arena, set, view);
    rhumb_lookup_add(&set->names,
                     context->arena,
                     set->items,
                     set->count,
                     sizeof(*set->items));
  }
  return status;
}

RhumbStatus
rhumb_views_read(RhumbViews **const views,
                 const RhumbYamlContext *const context,
                 const RhumbYaml *const node)
{
  RhumbStatus status = RHUMB_OK;
  if (node->kind != RHUMB_YAML_MAP) {
    return rhumb_wrong_kind(context, node, "\"views\"", "a map of names");
  }
  RhumbViews *const set =
      *views ? *views : RHUMB_NEW(context->arena, RhumbViews, 1);
  *views = set;
  for (size_t i = 0; i < node->count; ++i) {
    RHUMB_KEEP(status, read_view(context, set, node->keys[i], node->values[i]));
  }
  return status;
}

size_t
rhumb_views_count(const RhumbViews *const views)
{
  return views ? views->count : 0;
}

const RhumbView *
rhumb_views_at(const RhumbViews *const views, const size_t index)
{
  return &views->items[index];
}

const RhumbView *
rhumb_views_find(const RhumbViews *const views, const RhumbStr name)
{
  const uint32_t number =
      views ? rhumb_lookup_find(
                  &views->names, views->items, sizeof(*views->items), name)
            : 0;
  return number ? &views->items[number - 1] : NULL;
}

const char *
rhumb_views_near(const RhumbViews *const views, const RhumbStr name)
{
  return views ? rhumb_row_near(
                     views->items, views->count, sizeof(*views->items), name)
               : NULL;
}

RhumbStr
rhumb_view_name(const RhumbView *const view)
{
  return view->name;
}

RhumbLoc
rhumb_view_loc(const RhumbView *const view)
{
  return view->loc;
}
