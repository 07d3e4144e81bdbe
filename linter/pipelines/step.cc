// SPDX-License-Identifier: Apache-2.0
// Steps: what they say, and what holds for them because the file or their stage says it. Exported:
// read_step. Tested in tests/pipelines/.
#include <fmt/format.h>

#include <algorithm>

#include "pipelines/structure.h"

namespace pipelines {

namespace {

using values::Type;

const Site& either(const Site& first, const Site& second) { return first.given() ? first : second; }

Value object(Reader& reader, std::span<const std::string_view> keys,
             std::span<const Value> values) {
  return Value::object(keys, values, reader.arena());
}

Value texts_or_null(Reader& reader, const Site& list) {
  return list.given() ? reader.list_value(list)
                      : Value::null(Type::list(Type::string(), reader.arena()));
}

// Globs, or what is uploaded under names.
Value artifacts_of(Reader& reader, const Site& site) {
  static constexpr std::string_view kKeys[] = {"capture_on", "name", "paths", "type"};
  std::vector<Value> result;
  const auto add = [&](const Site& name, const Value& paths, const Site& type, const Site& on) {
    const Value values[] = {reader.text_value(on), reader.text_value(name), paths,
                            reader.text_value(type)};
    result.push_back(object(reader, kKeys, values));
  };
  const auto add_all = [&](const Site& list) {
    for (const Site& item : reader.items(list)) {
      if (item.is(YamlKind::mapping)) {
        const Members upload = reader.members(item, "upload");
        add(upload.at("name"), reader.list_value(upload.at("paths")), upload.at("type"),
            upload.at("capture-on"));
      } else if (item.is(YamlKind::scalar)) {
        const std::string_view glob = reader.text(item);
        add({}, reader.list_of(std::span(&glob, 1)), {}, {});
      }
    }
  };
  if (site.is(YamlKind::mapping)) {
    const Members members = reader.members(site, "artifacts");
    add_all(members.at("paths"));
    add_all(members.at("upload"));
  } else {
    if (site.is(YamlKind::sequence) && site.node->items.empty()) {
      reader.wrong(reader.place(site), "\"artifacts\" is empty",
                   "It has at least one item, or is left out.");
    }
    add_all(site);
  }
  return Value::tuple(result, reader.arena());
}

Value condition_of(Reader& reader, const Site& site) {
  static constexpr std::string_view kKeys[] = {"exclude_paths", "include_paths", "state"};
  const Members condition = reader.members(site, "condition");
  const Site& changes = condition.at("changesets");
  const Members paths = reader.members(changes, "changesets");
  const bool both = paths.has("includePaths") && paths.has("excludePaths");
  const bool none = !paths.has("includePaths") && !paths.has("excludePaths");
  if (changes.given() && (both || none)) {
    reader.wrong(reader.place(changes),
                 "\"changesets\" takes either \"includePaths\" or \"excludePaths\"",
                 both ? "Here are both." : "Here is neither.");
  }
  const Value values[] = {texts_or_null(reader, paths.at("excludePaths")),
                          texts_or_null(reader, paths.at("includePaths")),
                          reader.text_value(condition.at("state"))};
  return object(reader, kKeys, values);
}

Value clone_of(Reader& reader, const Whole& whole, const Site& site) {
  static constexpr std::string_view kKeys[] = {"depth", "enabled", "lfs", "skip_ssl_verify"};
  const Members own = reader.members(site, "clone");
  const auto at = [&](std::string_view name) -> const Site& {
    return either(own.at(name), whole.clone.at(name));
  };
  const Value values[] = {reader.text_value(at("depth")), reader.truth_value(at("enabled"), true),
                          reader.truth_value(at("lfs"), false),
                          reader.truth_value(at("skip-ssl-verify"), false)};
  return object(reader, kKeys, values);
}

void check_services(Reader& reader, const Whole& whole, const Site& services) {
  for (const Site& item : reader.items(services)) {
    const std::string_view name = reader.text(item);
    if (name.empty() || name == "docker" || whole.services.contains(name)) continue;
    const std::vector<std::string_view> names(whole.services.begin(), whole.services.end());
    const auto near = diagnostics::suggest(name, names);
    diagnostics::Diagnostic& said =
        reader.wrong(item.node->range, fmt::format("There is no service \"{}\"", name),
                     "Services are defined under `definitions`, `services`.");
    if (near) said.remedy = fmt::format("Did you mean \"{}\"?", *near);
  }
}

// A step's or the file's own image, else the one that Bitbucket takes.
void add_image(Reader& reader, const Whole& whole, const Site& image, uint32_t step) {
  if (image.given()) {
    const std::string address = reader.file().nodes[step].address + ".image";
    reader.add_node_link(step, "image", read_image(reader, image, address, "step", step), image);
  } else {
    reader.add_node_link(step, "image", whole.image, whole.members.at("image"));
  }
}

class StepReader {
 public:
  StepReader(Reader& reader, const Whole& whole, const Site& site, const Around& around)
      : reader_(reader),
        whole_(whole),
        around_(around),
        site_(site),
        members_(reader.members(site, "step")) {}

  StepHead read(uint32_t position) {
    const Site& name = members_.at("name");
    std::string address = around_.address + ".step";
    address +=
        name.given() ? fmt::format(" \"{}\"", reader_.text(name)) : fmt::format(" {}", position);
    StepHead head;
    head.node = node_ = reader_.add_node("bitbucket_step", address, site_);
    head.site = site_;
    head.stage = around_.stage;
    head.parallel = around_.parallel;
    const Site& own = either(members_.at("deployment"), members_.at("environment"));
    const Site& deployment = either(own, around_.deployment);
    head.deployment = deployment;
    const Site& trigger = either(members_.at("trigger"), around_.trigger);
    head.manual = reader_.text(trigger) == "manual";
    reader_.add(node_, "name", reader_.text_value(name), name);
    reader_.add(node_, "position", Value::number(static_cast<int64_t>(position)));
    reader_.add(node_, "deployment", reader_.text_value(deployment), deployment);
    reader_.add(node_, "trigger", reader_.string(head.manual ? "manual" : "automatic"), trigger);
    variables_ = {.branch = around_.branch, .deployment = reader_.text(deployment)};
    add_place();
    add_running();
    add_files();
    add_scripts();
    check();
    return head;
  }

 private:
  const Site& add_member(std::string_view name, std::string_view key,
                         Value (Reader::*value)(const Site&)) {
    const Site& site = members_.at(key);
    reader_.add(node_, name, (reader_.*value)(site), site);
    return site;
  }

  void add_place() {
    reader_.add_node_link(node_, "pipeline", around_.pipeline);
    reader_.add_node_link(node_, "stage", around_.stage);
    reader_.add(node_, "parallel",
                around_.parallel == 0 ? Value::null(Type::number())
                                      : Value::number(static_cast<int64_t>(around_.parallel)));
    const Site& fail_fast = members_.at("fail-fast");
    reader_.add(node_, "fail_fast", reader_.truth_value(fail_fast, around_.fail_fast), fail_fast);
    reader_.add(node_, "final", Value::boolean(around_.final));
    const Site& condition = either(members_.at("condition"), around_.condition);
    reader_.add(node_, "condition", condition_of(reader_, condition), condition);
  }

  void add_running() {
    add_image(reader_, whole_, members_.at("image"), node_);
    const Site& minutes = either(members_.at("max-time"), whole_.options.at("max-time"));
    reader_.add(node_, "max_time", reader_.number_value(minutes), minutes);
    const Site& size = either(members_.at("size"), whole_.options.at("size"));
    reader_.add(node_, "size", size.given() ? reader_.text_value(size) : reader_.string("1x"),
                size);
    const Site& runs_on = either(members_.at("runs-on"), whole_.options.at("runs-on"));
    reader_.add(node_, "runs_on", reader_.list_value(runs_on), runs_on);
    const Site& clone = members_.at("clone");
    reader_.add(node_, "clone", clone_of(reader_, whole_, clone), clone);
    const Site& oidc = members_.at("oidc");
    const Value asks =
        oidc.is(YamlKind::mapping) ? Value::boolean(true) : reader_.truth_value(oidc, false);
    reader_.add(node_, "oidc", asks, oidc);
    const Site& services = members_.at("services");
    check_services(reader_, whole_, services);
    reader_.add(node_, "services", reader_.list_value(services), services);
    const std::vector<std::string_view> names = reader_.texts(services);
    const bool docker = std::ranges::find(names, "docker") != names.end() ||
                        reader_.truth_value(whole_.options.at("docker"), false).as_boolean();
    reader_.add(node_, "docker", Value::boolean(docker), services);
    add_member("concurrency_group", "concurrency-group", &Reader::text_value);
  }

  void add_files() {
    const Site& artifacts = members_.at("artifacts");
    reader_.add(node_, "artifacts", artifacts_of(reader_, artifacts), artifacts);
    add_member("caches", "caches", &Reader::list_value);
    add_member("output_variables", "output-variables", &Reader::list_value);
  }

  void add_scripts() {
    std::vector<uint32_t> pipes;
    read_script(reader_, members_.at("script"), "script", node_, variables_, pipes);
    read_script(reader_, members_.at("after-script"), "after-script", node_, variables_, pipes);
    reader_.add_node_links(node_, "pipes", std::move(pipes));
    add_member("type", "type", &Reader::text_value);
    add_member("custom", "custom", &Reader::text_value);
  }

  void check() {
    const bool child = reader_.text(members_.at("type")) == "pipeline";
    if (!child && !members_.has("script")) {
      reader_.wrong(reader_.header(site_), "The step has no script",
                    "A step needs a `script` with at least one item.");
    }
    if (around_.final && members_.has("deployment")) {
      reader_.wrong(reader_.place(members_.at("deployment")), "A step of \"final\" cannot deploy");
    }
    if (around_.stage && members_.has("condition")) {
      reader_.wrong(reader_.header(members_.at("condition")),
                    "A step of a stage has no condition of its own",
                    "The stage has it, for all of its steps.");
    }
  }

  Reader& reader_;
  const Whole& whole_;
  const Around& around_;
  const Site& site_;
  const Members members_;
  StepVariables variables_;
  uint32_t node_ = 0;
};

}  // namespace

StepHead read_step(Reader& reader, const Whole& whole, const Site& step, const Around& around,
                   uint32_t position) {
  return StepReader(reader, whole, step, around).read(position);
}

}  // namespace pipelines
