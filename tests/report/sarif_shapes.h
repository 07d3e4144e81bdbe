// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

// SARIF's objects as far as we write them, from the text of the standard (SARIF 2.1.0 with errata
// 01, sections 3.13 to 3.58), and whether a log has no other members and those it must have.
// docs/contributing.md says how to hold a log against the standard's schema.
namespace report::testing {

// flat table: "object: member type", where ! must be there, [x] is a list and {x} a map of them.
inline constexpr const char* kShapes = R"(
log: $schema string, version! string, runs! [run]
run: tool! tool, invocations [invocation], versionControlProvenance [versionControlDetails]
run: originalUriBaseIds {artifactLocation}, columnKind string, results [result]
run: taxonomies [toolComponent], properties bag
tool: driver! toolComponent
toolComponent: name! string, fullName string, version string, semanticVersion string
toolComponent: informationUri string, shortDescription text, rules [descriptor]
toolComponent: notifications [descriptor], supportedTaxonomies [componentReference]
toolComponent: taxa [descriptor], isComprehensive boolean
text: text! string, markdown string
descriptor: id! string, name string, shortDescription text, fullDescription text, help text
descriptor: helpUri string, defaultConfiguration configuration, relationships [relationship]
descriptor: properties bag
configuration: level string
relationship: target! reference, kinds [string]
reference: id string, index integer, toolComponent componentReference
componentReference: name string, index integer
invocation: executionSuccessful! boolean, toolExecutionNotifications [notification]
invocation: toolConfigurationNotifications [notification]
notification: descriptor reference, level string, message! message, locations [location]
notification: associatedRule reference
message: text string
location: id integer, physicalLocation physicalLocation, logicalLocations [logicalLocation]
location: message message
physicalLocation: artifactLocation artifactLocation, region region, contextRegion region
artifactLocation: uri string, uriBaseId string, description message
region: startLine integer, startColumn integer, endLine integer, endColumn integer
region: snippet content
content: text string
logicalLocation: fullyQualifiedName string, kind string
result: ruleId string, ruleIndex integer, kind string, level string, message! message
result: locations [location], relatedLocations [location], codeFlows [codeFlow]
result: partialFingerprints {string}, suppressions [suppression], baselineState string
result: properties bag
codeFlow: threadFlows! [threadFlow]
threadFlow: locations! [threadFlowLocation]
threadFlowLocation: location location, importance string
suppression: kind! string, justification string, location location, properties bag
versionControlDetails: repositoryUri! string, revisionId string, branch string
versionControlDetails: mappedTo artifactLocation
)";

class Shapes {
 public:
  Shapes() {
    std::istringstream lines(kShapes);
    for (std::string object; std::getline(lines, object, ':');) {
      object.erase(0, object.find_first_not_of('\n'));
      std::string members;
      std::getline(lines, members);
      std::istringstream list(members);
      for (std::string name, type; list >> name >> type;) {
        if (type.ends_with(',')) type.pop_back();
        if (name.ends_with('!')) {
          name.pop_back();
          needed_[object].insert(name);
        }
        types_[object][name] = type;
      }
    }
  }

  // What is wrong with a value of a type, a line each.
  std::string wrong(const nlohmann::json& value, const std::string& type,
                    const std::string& path) const {
    if (type == "string") return value.is_string() ? "" : path + " is no string\n";
    if (type == "integer") return value.is_number_integer() ? "" : path + " is no integer\n";
    if (type == "boolean") return value.is_boolean() ? "" : path + " is no boolean\n";
    if (type == "bag") return value.is_object() ? "" : path + " is no object\n";
    std::string lines;
    if (type.front() == '[' || type.front() == '{') {
      const std::string inner = type.substr(1, type.size() - 2);
      if (type.front() == '[' ? !value.is_array() : !value.is_object()) return path + " is odd\n";
      for (const auto& item : value.items()) {
        lines += wrong(item.value(), inner, path + "/" + item.key());
      }
      return lines;
    }
    if (!types_.contains(type)) return path + " is of no known type " + type + "\n";
    if (!value.is_object()) return path + " is no object\n";
    for (const auto& item : value.items()) {
      const auto member = types_.at(type).find(item.key());
      lines += member == types_.at(type).end()
                   ? path + " has " + item.key() + "\n"
                   : wrong(item.value(), member->second, path + "/" + item.key());
    }
    if (const auto needed = needed_.find(type); needed != needed_.end()) {
      for (const std::string& name : needed->second) {
        if (!value.contains(name)) lines += path + " lacks " + name + "\n";
      }
    }
    return lines;
  }

 private:
  std::map<std::string, std::map<std::string, std::string>> types_;
  std::map<std::string, std::set<std::string>> needed_;
};

}  // namespace report::testing
