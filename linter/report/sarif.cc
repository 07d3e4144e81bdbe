// SPDX-License-Identifier: Apache-2.0
// The SARIF log: the run around the parts of sarif/. Exported: to_sarif. Tested in
// tests/report/sarif_test.cc; described in docs/sarif.md.

#include "report/sarif.h"

#include "report/json.h"
#include "report/sarif/parts.h"

namespace report {

using sarif::Json;

namespace {

Json driver_of(const Result& result, const sarif::Rules& rules, const sarif::Taxonomies& taxonomies,
               Json notifications) {
  Json driver = {{"name", "Plumbline"}};
  driver["fullName"] = "Plumbline " + result.version;
  driver["version"] = result.version;
  driver["semanticVersion"] = result.version;
  if (!result.details.docs_url.empty()) driver["informationUri"] = result.details.docs_url;
  driver["shortDescription"] = {
      {"text", "Holds Terraform and Bitbucket pipelines against an architecture."}};
  driver["rules"] = rules.json(taxonomies);
  driver["notifications"] = std::move(notifications);
  Json supported = taxonomies.supported();
  if (!supported.is_null()) driver["supportedTaxonomies"] = std::move(supported);
  return driver;
}

// Null without a repository to name: SARIF knows a revision only as one of a repository.
Json provenance_of(const source::Revision& revision) {
  if (revision.repository.empty()) return {};
  Json json = {{"repositoryUri", revision.repository}};
  if (!revision.commit.empty()) json["revisionId"] = revision.commit;
  if (!revision.branch.empty()) json["branch"] = revision.branch;
  json["mappedTo"] = {{"uriBaseId", sarif::kRoot}};
  return json;
}

Json invocation_of(bool complete, sarif::Notifications& notifications) {
  Json json = {{"executionSuccessful", complete}};
  if (!notifications.execution.empty()) {
    json["toolExecutionNotifications"] = std::move(notifications.execution);
  }
  if (!notifications.configuration.empty()) {
    json["toolConfigurationNotifications"] = std::move(notifications.configuration);
  }
  return json;
}

}  // namespace

std::string to_sarif(const Result& result, const SarifOptions& options) {
  sarif::Places places(result);
  const sarif::Rules rules(result);
  const sarif::Taxonomies taxonomies(rules.texts());
  sarif::Results results = sarif::results(result, options, rules, places);
  sarif::Notifications notifications =
      sarif::notifications(result, options, rules, places, results.left_out);
  Json run;
  run["tool"] = {
      {"driver", driver_of(result, rules, taxonomies, std::move(notifications.descriptors))}};
  run["invocations"] = Json::array({invocation_of(options.complete, notifications)});
  Json provenance = provenance_of(result.details.revision);
  if (!provenance.is_null()) {
    run["versionControlProvenance"] = Json::array({std::move(provenance)});
  }
  run["originalUriBaseIds"] = {
      {sarif::kRoot, {{"description", {{"text", "The top of the repository that was judged."}}}}}};
  run["columnKind"] = "utf16CodeUnits";
  run["results"] = std::move(results.json);
  Json all = taxonomies.taxonomies();
  if (!all.is_null()) run["taxonomies"] = std::move(all);
  run["properties"] = {
      {"date", result.date}, {"profile", result.profile}, {"summary", summary_json(result.report)}};
  Json log = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"}, {"version", "2.1.0"}};
  log["runs"] = Json::array({std::move(run)});
  return log.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace report
