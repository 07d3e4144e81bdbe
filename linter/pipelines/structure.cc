// SPDX-License-Identifier: Apache-2.0
// Which pipelines a file has, and what stands in them. Exported: read_pipelines, read_variables.
// Tested in tests/pipelines/.
#include "pipelines/structure.h"

#include <fmt/format.h>

#include <algorithm>

#include "pipelines/facts.h"

namespace pipelines {

namespace {

// One pipeline at work.
class PipelineReader {
 public:
  PipelineReader(Reader& reader, const Whole& whole, uint32_t node, std::string address)
      : reader_(reader), whole_(whole), node_(node) {
    around_.pipeline = node;
    around_.address = std::move(address);
  }

  void set_branch(std::string_view name) { around_.branch = name; }

  void read(const Site& site, bool custom) {
    const std::vector<Site> items = reader_.items(site);
    Site variables;
    for (size_t i = 0; i < items.size() && !reader_.full(); ++i) {
      const Members item = reader_.members(items[i], "item");
      const Site& asked = item.at("variables");
      if (custom && asked.node != nullptr && item.all.size() == 1) {
        variables = asked;
        if (i != 0) {
          reader_.wrong(reader_.header(asked), "\"variables\" must come first",
                        "A custom pipeline asks for its variables before its first step.");
        }
        continue;
      }
      read_item(items[i], item);
      check_final(items, i, item);
    }
    reader_.add(node_, "variables", read_variables(reader_, variables), variables);
    std::vector<uint32_t> nodes;
    for (const StepHead& step : steps_) nodes.push_back(step.node);
    reader_.add_node_links(node_, "steps", std::move(nodes));
    reader_.add_node_links(node_, "stages", std::move(stages_));
    check_steps(reader_, steps_, custom);
  }

 private:
  void check_final(const std::vector<Site>& items, size_t index, const Members& item) {
    if (item.has("final") && index + 1 != items.size()) {
      reader_.wrong(reader_.header(item.at("final")), "\"final\" must come last");
    }
  }

  void read_item(const Site& site, const Members& item) {
    if (item.has("step")) return add_step(site, item);
    if (item.has("parallel")) return read_parallel(item.at("parallel"));
    if (item.has("stage")) return read_stage(item.at("stage"));
    if (item.has("final")) {
      around_.final = true;
      for (const Site& inner : reader_.items(reader_.members(item.at("final"), "").at("steps"))) {
        read_item(inner, reader_.members(inner, "item"));
      }
      around_.final = false;
      return;
    }
    if (item.has("import")) return;  // read with the pipeline
    if (!site.given()) {
      reader_.wrong(site.node->range, "An item of the pipeline is empty");
    } else if (!site.is(YamlKind::mapping)) {
      reader_.wrong(site.node->range, "This is no item of a pipeline",
                    "An item is a `step`, a `parallel` or a `stage`.");
    }
  }

  // What belongs to a step stands below `step`, not beside it.
  void add_step(const Site& site, const Members& item) {
    const Site& step = item.at("step");
    std::vector<const Member*> beside;
    const std::vector<KnownKey> known = known_keys("step");
    for (const Member& member : item.all) {
      if (std::ranges::find(known, member.name, &KnownKey::key) != known.end()) {
        beside.push_back(&member);
      }
    }
    if (!beside.empty()) {
      diagnostics::Diagnostic& said =
          reader_.wrong(beside[0]->value.key->range,
                        fmt::format("\"{}\" stands beside the step, not in it", beside[0]->name));
      said.remedy = "Indent it, and what follows, by two more blanks.";
      said.related.push_back({step.key->range, "The step"});
    }
    if (step.given()) {
      if (!step.is(YamlKind::mapping)) {
        reader_.wrong(step.node->range, "\"step\" takes a mapping");
        return;
      }
      return add_step(step);
    }
    if (beside.empty()) {
      reader_.wrong(reader_.header(step), "The step is empty", "It needs at least a `script`.");
      return;
    }
    Site whole = site;
    whole.key = step.key;
    add_step(whole);
  }

  void add_step(const Site& step) {
    if (reader_.full()) return;
    const auto position = static_cast<uint32_t>(steps_.size() + 1);
    steps_.push_back(read_step(reader_, whole_, step, around_, position));
    if (around_.stage) in_stage_.push_back(steps_.back().node);
  }

  void read_parallel(const Site& parallel) {
    Site list = parallel;
    if (parallel.is(YamlKind::mapping)) {
      const Members members = reader_.members(parallel, "parallel");
      list = members.at("steps");
      const Value fails = reader_.truth_value(members.at("fail-fast"), false);
      around_.fail_fast = fails.as_boolean();
    }
    if (list.node == nullptr || (list.is(YamlKind::sequence) && reader_.items(list).empty()) ||
        !list.given()) {
      reader_.wrong(reader_.header(parallel), "\"parallel\" is empty", "It holds steps.");
    }
    around_.parallel = ++groups_;
    for (const Site& item : reader_.items(list)) {
      const Members members = reader_.members(item, "item");
      if (members.has("step")) add_step(item, members);
    }
    around_.parallel = 0;
    around_.fail_fast = false;
  }

  void read_stage(const Site& stage) {
    if (!stage.given() || reader_.full()) return;
    const Members members = reader_.members(stage, "stage");
    const Around outside = around_;
    const Site& name = members.at("name");
    std::string address = around_.address + ".stage";
    if (name.given()) address += fmt::format(" \"{}\"", reader_.text(name));
    const uint32_t node = reader_.add_node("bitbucket_stage", address, stage);
    stages_.push_back(node);
    around_.stage = node;
    around_.address = reader_.file().nodes[node].address;
    around_.deployment =
        members.has("deployment") ? members.at("deployment") : members.at("environment");
    around_.trigger = members.at("trigger");
    around_.condition = members.at("condition");
    if (!members.has("steps")) reader_.wrong(reader_.header(stage), "The stage has no steps");
    for (const Site& item : reader_.items(members.at("steps"))) {
      read_item(item, reader_.members(item, "item"));
    }
    reader_.add(node, "name", reader_.text_value(name), name);
    reader_.add(node, "deployment", reader_.text_value(around_.deployment), around_.deployment);
    const bool manual = reader_.text(around_.trigger) == "manual";
    reader_.add(node, "trigger", reader_.string(manual ? "manual" : "automatic"), around_.trigger);
    reader_.add(node, "position", Value::number(static_cast<int64_t>(stages_.size())));
    reader_.add_node_link(node, "pipeline", node_);
    reader_.add_node_links(node, "steps", std::move(in_stage_));
    in_stage_.clear();
    around_ = outside;
  }

  Reader& reader_;
  const Whole& whole_;
  uint32_t node_;
  Around around_;
  std::vector<StepHead> steps_;
  std::vector<uint32_t> stages_, in_stage_;
  uint32_t groups_ = 0;
};

void read_pipeline(Reader& reader, const Whole& whole, std::string_view kind, std::string_view name,
                   const Site& site) {
  if (reader.full()) return;
  std::string address = fmt::format("pipelines.{}", kind);
  if (kind != "default") address += "." + address_name(name);
  const uint32_t node = reader.add_node("bitbucket_pipeline", address, site);
  const bool custom = kind == "custom";
  reader.add(node, "kind", reader.string(kind));
  reader.add(node, "name",
             kind == "default" ? Value::null(values::Type::string()) : reader.string(name));
  reader.add(node, "file", reader.string(reader.file().path));
  const Members members = reader.members(site, "");
  const bool imported = members.has("import");
  reader.add(node, "imported", Value::boolean(imported));
  if (!imported) {
    const bool empty = !site.given() || (site.is(YamlKind::sequence) && site.node->items.empty());
    if (empty) {
      reader.wrong(reader.header(site), fmt::format("The pipeline has no steps"),
                   "It is a list of steps, at least one.");
    } else if (!site.is(YamlKind::sequence)) {
      reader.wrong(site.node->range, "A pipeline is a list",
                   "Each of its items, `step`, `parallel` or `stage`, stands after a dash.");
    }
  }
  PipelineReader pipeline(reader, whole, node, address);
  if (kind == "branches" && name.find_first_of("*?{[") == std::string_view::npos) {
    pipeline.set_branch(name);
  }
  pipeline.read(site.is(YamlKind::sequence) ? site : Site(), custom);
  if (!imported) return;
  Attribute* steps = &reader.file().nodes[node].attributes.back();
  for (Attribute& attribute : reader.file().nodes[node].attributes) {
    if (attribute.name == "steps") steps = &attribute;
  }
  const std::string subject = fmt::format("the pipeline {}", reader.text(members.at("import")));
  steps->open = reader.arena().make<values::Reason>(values::ReasonKind::external,
                                                    reader.arena().copy(std::string_view(subject)),
                                                    reader.place(members.at("import")));
}

}  // namespace

void read_pipelines(Reader& reader, const Whole& whole) {
  const Site& site = whole.members.at("pipelines");
  const Members sections = reader.members(site, "pipelines");
  if (sections.all.empty()) {
    const bool shared = whole.members.has("export");
    if (!shared && !whole.members.has("triggers")) {
      reader.wrong(
          site.node == nullptr ? source::Range{reader.file().id, 0, 0} : reader.header(site),
          "There are no pipelines",
          "`pipelines` holds `default`, `branches`, `tags`, `pull-requests` or `custom`.");
    }
  }
  for (const Member& section : sections.all) {
    if (section.name == "default") {
      read_pipeline(reader, whole, section.name, {}, section.value);
      continue;
    }
    const std::vector<KnownKey> known = known_keys("pipelines");
    if (std::ranges::find(known, section.name, &KnownKey::key) == known.end()) continue;
    for (const Member& pipeline : reader.members(section.value, "").all) {
      read_pipeline(reader, whole, section.name, pipeline.name, pipeline.value);
    }
  }
  const Members definitions = reader.members(whole.members.at("definitions"), "");
  for (const Member& pipeline : reader.members(definitions.at("pipelines"), "").all) {
    read_pipeline(reader, whole, "shared", pipeline.name, pipeline.value);
  }
}

Value read_variables(Reader& reader, const Site& variables) {
  static constexpr std::string_view kKeys[] = {"allowed_values", "default", "description", "name"};
  std::vector<Value> result;
  for (const Site& site : reader.items(variables)) {
    const Members variable = reader.members(site, "variable");
    const Site& allowed = variable.at("allowed-values");
    const Site& standard = variable.at("default");
    const std::vector<std::string_view> texts = reader.texts(allowed);
    if (allowed.given() && !standard.given()) {
      reader.wrong(reader.place(allowed), "\"allowed-values\" without a \"default\"",
                   "A variable with a choice of values has one of them by default.");
    } else if (allowed.given() && std::ranges::find(texts, reader.text(standard)) == texts.end()) {
      reader.wrong(reader.place(standard), "The default is none of the allowed values")
          .related.push_back({reader.place(allowed), "They are listed here"});
    }
    const Value values[] = {
        allowed.given() ? reader.list_of(texts)
                        : Value::null(values::Type::list(values::Type::string(), reader.arena())),
        reader.text_value(standard), reader.text_value(variable.at("description")),
        reader.text_value(variable.at("name"))};
    result.push_back(Value::object(kKeys, values, reader.arena()));
  }
  return Value::tuple(result, reader.arena());
}

void check_steps(Reader& reader, const std::vector<StepHead>& steps, bool custom) {
  constexpr size_t kMaxSteps = 100;  // page "Step options", read 2026-09
  if (steps.size() > kMaxSteps) {
    reader.wrong(reader.header(steps[kMaxSteps].site),
                 fmt::format("The pipeline has more than {} steps", kMaxSteps),
                 fmt::format("It has {}.", steps.size()));
  }
  // Custom pipelines in use begin with manual steps.
  if (!custom && !steps.empty() && steps[0].manual && steps[0].parallel == 0) {
    reader.wrong(reader.header(steps[0].site), "The first step cannot be manual",
                 "What starts the pipeline starts its first step.");
  }
  std::map<std::string_view, const StepHead*> deployments;
  for (const StepHead& step : steps) {
    if (!step.deployment.given()) continue;
    const auto [at, fresh] = deployments.emplace(step.deployment.node->text, &step);
    const StepHead& first = *at->second;
    if (fresh || (step.stage && step.stage == first.stage &&
                  step.deployment.node == first.deployment.node)) {
      continue;
    }
    const bool same_place = first.deployment.node == step.deployment.node;
    const source::Range place = same_place && !step.site.aliases.empty()
                                    ? step.site.aliases.front()->range
                                    : reader.place(step.deployment);
    diagnostics::Diagnostic& said = reader.wrong(
        place, fmt::format("Deployment \"{}\" occurs twice in one pipeline", at->first),
        "A pipeline deploys to an environment in one step or one stage.");
    said.related.push_back({same_place && !first.site.aliases.empty()
                                ? first.site.aliases.front()->range
                                : reader.place(first.deployment),
                            "It occurs here, too"});
  }
}

}  // namespace pipelines
