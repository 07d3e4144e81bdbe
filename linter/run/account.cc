// SPDX-License-Identifier: Apache-2.0
// Accounts for every rule, resource and root, for those who must see that nothing was overlooked.
// Exported: account_of. Tested in tests/run/.

#include "run/account.h"

#include <algorithm>
#include <map>

#include "diagnostics/secrets.h"
#include "findings/unseen.h"
#include "run/details.h"

namespace run {

namespace {

using terraform::DirectoryKind;

// A picture of more nodes takes more room than a page has, and more pictures than these tell
// nothing that the first did not.
constexpr size_t kMaxPictureNodes = 300;
constexpr size_t kMaxPictures = 12;

report::RuleState state_of(const Run& run, const rules::RuleHead& head, bool on) {
  if (on) return report::RuleState::on;
  const std::string& pinned = run.policies.rules_version;
  const bool newer = !pinned.empty() && rules::is_newer(head, pinned);
  return newer ? report::RuleState::newer : report::RuleState::off;
}

std::vector<report::RuleAccount> rules_of(Run& run, std::span<const findings::Judged> judged,
                                          const findings::Report& report) {
  std::vector<report::RuleAccount> accounts;
  std::map<std::string_view, size_t> at;
  for (const rules::RuleHead& head : run.rules.heads()) {
    const rules::Rule* rule = run.rules.rule(head.name);
    if (rule == nullptr) continue;
    const auto severity = rules::severity_in(run.policies, head, rule);
    at.emplace(rule->name, accounts.size());
    accounts.push_back({.text = text_of(*rule, severity.value_or(rule->severity)),
                        .state = state_of(run, head, severity.has_value())});
  }
  for (size_t i = 0; i < judged.size(); ++i) {
    const auto& verdicts = judged[i].result->verdicts;
    const bool library = judged[i].evaluation->configuration().kind == DirectoryKind::library;
    for (size_t k = 0; k < verdicts.size(); ++k) {
      const auto found = at.find(verdicts[k].rule->name);
      if (found == at.end()) continue;
      report::RuleAccount& account = accounts[found->second];
      const findings::Standing standing = report.standings[i][k];
      ++account.verdicts[static_cast<size_t>(standing)];
      if (library && standing == findings::Standing::undecided) ++account.library_undecided;
    }
  }
  return accounts;
}

// What was given, without the values.
std::vector<std::string> names_of(const terraform::Inputs& inputs) {
  std::vector<std::string> names;
  const auto add = [&names](const std::string& name) {
    names.push_back(diagnostics::without_secrets(name));
  };
  if (inputs.plan) add("a plan");
  for (const std::string& file : inputs.var_files) add(file);
  for (const auto& [name, text] : inputs.environment) add("var." + name);
  for (const auto& [name, text] : inputs.variables) add("var." + name);
  if (!inputs.workspace.empty()) add("workspace " + inputs.workspace);
  return names;
}

report::SubjectAccount subject_of(const findings::Judged& judged, bool has_places) {
  const terraform::Configuration& configuration = judged.evaluation->configuration();
  report::SubjectAccount account;
  account.root = configuration.directory;
  account.environment = judged.environment;
  account.kind = configuration.kind;
  const findings::Resources resources = findings::resources_of(judged);
  account.resources = static_cast<uint32_t>(resources.all.size());
  for (const values::NodeId id : resources.unseen) {
    const graph::Node& node = judged.graph->node(id);
    account.unseen.push_back(
        {diagnostics::without_secrets(node.address), has_places ? node.range : source::Range()});
  }
  for (const terraform::MissingModule& call : judged.evaluation->missing_modules()) {
    account.missing_modules.push_back(diagnostics::without_secrets(call.address));
  }
  return account;
}

report::PictureAccount picture_of(const findings::Judged& judged, const source::Files& files) {
  const drawing::Subject subject[] = {{judged.graph, judged.environment}};
  report::PictureAccount account;
  drawing::Options options{.max_nodes = kMaxPictureNodes};
  drawing::Drawn drawn = drawing::make_picture(subject, files, options);
  account.nodes = drawn.picture.nodes.size();
  if (drawn.diagnostics.has_errors()) {
    options.data = false;
    account.without_data = true;
    drawn = drawing::make_picture(subject, files, options);
  }
  const bool fits = !drawn.diagnostics.has_errors();
  account.picture = std::move(drawn.picture);
  if (!fits) {
    account.picture.nodes.clear();
    account.picture.links.clear();
  }
  return account;
}

}  // namespace

report::Account account_of(Run& run, std::span<const Environment> environments,
                           std::span<const findings::Judged> judged,
                           const findings::Report& report) {
  report::Account account;
  account.rules = rules_of(run, judged, report);
  // What was made of a plan alone is no file of anyone's.
  const bool has_places = !is_plan_alone(run.options);
  const bool has_root = std::ranges::any_of(judged, [](const findings::Judged& one) {
    return one.evaluation->configuration().kind == DirectoryKind::root;
  });
  for (size_t i = 0; i < judged.size(); ++i) {
    report::SubjectAccount& subject =
        account.subjects.emplace_back(subject_of(judged[i], has_places));
    if (i < environments.size()) subject.inputs = names_of(environments[i].inputs);
    const bool is_drawn = subject.kind == DirectoryKind::root ||
                          (!has_root && subject.kind == DirectoryKind::library);
    if (!is_drawn) continue;
    if (account.pictures.size() == kMaxPictures) {
      ++account.more_pictures;
    } else {
      account.pictures.push_back(picture_of(judged[i], run.files));
    }
  }
  return account;
}

}  // namespace run
