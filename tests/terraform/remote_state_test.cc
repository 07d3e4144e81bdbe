// SPDX-License-Identifier: Apache-2.0
//
// Which root keeps the state that a data source reads, and why none or not one does.
#include <gtest/gtest.h>

#include "terraform/environments.h"
#include "values/inspect.h"

namespace terraform {
namespace {

struct Root {
  std::string directory;
  std::string text;
  std::string workspace = {};
};

// What `terraform_data.x` of the last root is given as its input, as rules see it: a text, or why
// it is not known.
std::string input(const std::vector<Root>& roots) {
  source::MemoryFileSystem file_system;
  source::Files files;
  for (const Root& root : roots) file_system.add(root.directory + "/main.tf", root.text);
  Loader loader(file_system, files, 1);
  std::vector<Configuration> configurations;
  configurations.reserve(roots.size());
  Environments environments(loader);
  for (const Root& root : roots) {
    configurations.push_back(loader.load(root.directory));
    Inputs inputs;
    inputs.workspace = root.workspace;
    environments.add(configurations.back(), inputs);
  }
  const Evaluation& evaluation = environments.evaluation(roots.size() - 1);
  for (const ResourceInstance& instance : evaluation.resources()) {
    if (instance.address != "terraform_data.x") continue;
    const Value value = evaluation.judged(instance.id, "input");
    if (values::is_text(value)) return "known: " + std::string(value.as_string());
    if (!value.is_unknown()) return "no text";
    const auto* choices = values::sketch_of<values::Choices>(value, values::SketchKind::choices);
    if (choices && choices->values.size() == 1 && values::is_text(choices->values[0])) {
      return std::string(choices->values[0].as_string());
    }
    std::string text;
    for (const values::Reason* reason : value.unknown_data().reasons) {
      text += "? " + std::string(reason->subject);
    }
    return text;
  }
  return "no resource";
}

std::string keeper(const std::string& backend, const std::string& value = "kept") {
  return (backend.empty() ? "" : "terraform {\n  " + backend + "\n}\n") +
         "output \"o\" {\n  value = \"" + value + "\"\n}\n";
}

std::string reader(const std::string& backend, const std::string& config,
                   const std::string& more = "") {
  return "data \"terraform_remote_state\" \"s\" {\n  backend = \"" + backend +
         "\"\n  config  = " + config + "\n  " + more +
         "\n}\nvariable \"v\" {}\nprovider \"aws\" {}\n"
         "resource \"terraform_data\" \"x\" {\n  input = "
         "data.terraform_remote_state.s.outputs.o\n}\n";
}

constexpr const char* kS3 = "backend \"s3\" {\n    bucket = \"b\"\n    key = \"k\"\n  }";
const std::string kAsk = "{ bucket = \"b\", key = \"k\", region = \"r\" }";

TEST(RemoteState, IsThatOfTheRootWithThisBucketAndKey) {
  EXPECT_EQ(input({{"net", keeper(kS3)}, {"app", reader("s3", kAsk)}}), "kept");
  EXPECT_EQ(input({{"net", keeper(kS3)}, {"app", reader("s3", "{ bucket = \"b\", key = \"x\" }")}}),
            "? data.terraform_remote_state.s");
  EXPECT_EQ(input({{"net", keeper(kS3)}, {"app", reader("gcs", kAsk)}}),
            "? data.terraform_remote_state.s");
}

TEST(RemoteState, OfALocalBackendIsAFileSeenFromEitherRoot) {
  EXPECT_EQ(input({{"a/net", keeper("backend \"local\" {\n    path = \"x.tfstate\"\n  }")},
                   {"app", reader("local", "{ path = \"../a/net/x.tfstate\" }")}}),
            "kept");
  EXPECT_EQ(
      input({{"a/net", keeper("") + "provider \"aws\" {}\n"},
             {"app", reader("local", "{ path = \"${path.module}/../a/net/terraform.tfstate\" }")}}),
      "kept");
}

TEST(RemoteState, OfOtherBackendsHasAllThatTellsStatesApartInCommon) {
  EXPECT_EQ(
      input({{"net", keeper("cloud {\n    organization = \"o\"\n    workspaces {\n      name = "
                            "\"w\"\n    }\n  }")},
             {"app", reader("remote", "{ organization = \"o\", workspaces = { name = \"w\" } }")}}),
      "kept");
  EXPECT_EQ(
      input({{"net", keeper("backend \"gcs\" {\n    bucket = \"b\"\n    prefix = \"p\"\n  }")},
             {"app", reader("gcs", "{ bucket = \"b\", prefix = \"p\", credentials = \"c\" }")}}),
      "kept");
  EXPECT_EQ(
      input({{"net", keeper("backend \"gcs\" {\n    bucket = \"b\"\n    prefix = \"p\"\n  }")},
             {"app", reader("gcs", "{ bucket = \"b\", prefix = \"q\" }")}}),
      "? data.terraform_remote_state.s");
}

TEST(RemoteState, HangsOnWhatIsNotKnownOfItsAddress) {
  EXPECT_EQ(input({{"net", keeper(kS3)}, {"app", reader("s3", "{ bucket = var.v, key = \"k\" }")}}),
            "? var.v");
}

TEST(RemoteState, OfARootThatIsToldMoreOnTheCommandLineIsNotKnown) {
  EXPECT_EQ(input({{"net", keeper("backend \"s3\" {\n    key = \"k\"\n  }")},
                   {"app", reader("s3", "{ key = \"k\" }")}}),
            "? data.terraform_remote_state.s");
}

TEST(RemoteState, IsThatOfTheWorkspace) {
  const std::string prod = reader("s3", kAsk, "workspace = \"prod\"");
  EXPECT_EQ(input({{"net", keeper(kS3), "staging"}, {"app", prod}}),
            "? data.terraform_remote_state.s");
  EXPECT_EQ(input({{"net", keeper(kS3), "prod"}, {"app", prod}}), "kept");
  EXPECT_EQ(input({{"net", keeper(kS3)}, {"app", prod}}), "kept");
  EXPECT_EQ(input({{"net", keeper(kS3), "prod"}, {"app", reader("s3", kAsk)}}),
            "? data.terraform_remote_state.s");
}

TEST(RemoteState, OfASecondWorkspaceIsNotTakenForTheFirst) {
  const auto both = [](const std::string& workspace) {
    return "data \"terraform_remote_state\" \"a\" {\n  backend = \"s3\"\n  config  = " + kAsk +
           "\n  workspace = \"prod\"\n}\nresource \"terraform_data\" \"a\" {\n  input = "
           "data.terraform_remote_state.a.outputs.o\n}\n" +
           reader("s3", kAsk,
                  "workspace = \"" + workspace + "\"\n  depends_on = [terraform_data.a]");
  };
  EXPECT_EQ(input({{"net", keeper(kS3)}, {"app", both("prod")}}), "kept");
  EXPECT_EQ(input({{"net", keeper(kS3)}, {"app", both("staging")}}),
            "? data.terraform_remote_state.s");
}

TEST(RemoteState, OfSeveralEnvironmentsIsNotKnown) {
  EXPECT_EQ(input({{"net", keeper(kS3)}, {"other", keeper(kS3)}, {"app", reader("s3", kAsk)}}),
            "? data.terraform_remote_state.s, the state of any of net, other,");
}

TEST(RemoteState, ThatIsReadInTurnIsNotKnown) {
  const std::string both =
      keeper(kS3) +
      "data \"terraform_remote_state\" \"app\" {\n  backend = \"s3\"\n  config = "
      "{ bucket = \"b\", key = \"app\" }\n}\noutput \"p\" {\n  value = "
      "data.terraform_remote_state.app.outputs.o\n}\n";
  const std::string app =
      "terraform {\n  backend \"s3\" {\n    bucket = \"b\"\n    key = \"app\"\n  "
      "}\n}\noutput \"o\" {\n  value = data.terraform_remote_state.s.outputs.p\n}\n"
      "resource \"terraform_data\" \"x\" {\n  input = "
      "data.terraform_remote_state.s.outputs.p\n}\n"
      "data \"terraform_remote_state\" \"s\" {\n  backend = \"s3\"\n  config = "
      "{ bucket = \"b\", key = \"k\" }\n}\n";
  EXPECT_EQ(input({{"net", both}, {"app", app}}), "? data.terraform_remote_state.s");
}

TEST(RemoteState, HasTheDefaultsForWhatItLacks) {
  const std::string defaults = "defaults = { o = \"default\", other = \"x\" }";
  EXPECT_EQ(input({{"net", keeper(kS3)}, {"app", reader("s3", kAsk, defaults)}}), "kept");
  EXPECT_EQ(input({{"net", "terraform {\n  " + std::string(kS3) + "\n}\n"},
                   {"app", reader("s3", kAsk, defaults)}}),
            "default");
}

}  // namespace
}  // namespace terraform
