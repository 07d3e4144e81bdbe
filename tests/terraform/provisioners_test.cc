// SPDX-License-Identifier: Apache-2.0
// Provisioners, connections and lifecycle, which Terraform reads before it evaluates anything.
// Expected problems are those of `terraform plan`, version 1.11.4.
#include <gtest/gtest.h>

#include "terraform/testing.h"

namespace terraform::testing {
namespace {

// Problems of what stands in a resource, from line 4 on.
std::string problems_of(const std::string& content) {
  Repository repository("\n\nresource \"terraform_data\" \"y\" {\n" + content +
                        "\n}\nresource \"terraform_data\" \"x\" {\n  count = 0\n}\n");
  return repository.problems();
}

std::string local_exec(const std::string& content) {
  return problems_of("provisioner \"local-exec\" {\n" + content + "\n}");
}

TEST(Provisioners, TakeTheArgumentsOfTheirType) {
  EXPECT_EQ(local_exec("command = \"x\"\nenvironment = { A = 1 }\nquiet = true\nwhen = create\n"
                       "on_failure = continue"),
            "");
  EXPECT_EQ(local_exec(""), "main.tf:4: Missing required argument\n");
  EXPECT_EQ(local_exec("command = \"x\"\nbogus = 1"), "main.tf:6: Unsupported argument\n");
  EXPECT_EQ(local_exec("command = \"x\"\nenvironment {}"), "main.tf:6: Unsupported block type\n");
  EXPECT_EQ(problems_of("connection {\nhost = 1\n}\nprovisioner \"file\" {\nsource = \"a\"\n}"),
            "main.tf:7: Missing required argument\n");
}

TEST(Provisioners, OfPluginsTakeAnything) {
  EXPECT_EQ(problems_of("provisioner \"own\" {\nanything = 1\n}"), "");
}

TEST(Provisioners, OfOldAreGone) {
  EXPECT_EQ(problems_of("provisioner \"chef\" {\nanything = 1\n}"),
            "main.tf:4: The \"chef\" provisioner has been removed\n");
}

TEST(Provisioners, SayWhenTheyRun) {
  EXPECT_EQ(local_exec("command = \"x\"\nwhen = \"destroy\""), "");
  EXPECT_EQ(local_exec("command = \"x\"\nwhen = never"), "main.tf:6: Invalid \"when\" keyword\n");
  EXPECT_EQ(local_exec("command = \"x\"\non_failure = never"),
            "main.tf:6: Invalid \"on_failure\" keyword\n");
}

TEST(Provisioners, KnowOnlyThemselvesWhenTheyDestroy) {
  EXPECT_EQ(local_exec("command = \"${self.id} ${path.module}\"\nwhen = destroy"), "");
  EXPECT_EQ(local_exec("command = terraform_data.x[0].id\nwhen = create"), "");
  EXPECT_EQ(local_exec("command = terraform_data.x[0].id\nwhen = destroy"),
            "main.tf:5: Invalid reference from destroy provisioner\n");
  EXPECT_EQ(problems_of("connection {\nhost = terraform_data.x[0].id\n}\n"
                        "provisioner \"local-exec\" {\ncommand = 1\nwhen = destroy\n}"),
            "main.tf:5: Invalid reference from destroy provisioner\n");
}

TEST(Provisioners, ChooseOneOfTheirSources) {
  const auto remote = [](const std::string& content) {
    return problems_of("provisioner \"remote-exec\" {\nconnection {\nhost = 1\n}\n" + content +
                       "\n}");
  };
  EXPECT_EQ(remote("inline = [1]"), "");
  EXPECT_EQ(remote(""), "main.tf:4: Invalid remote-exec provisioner configuration\n");
  EXPECT_EQ(remote("inline = [1]\nscript = null"), "");
  EXPECT_EQ(remote("inline = [1]\nscript = \"x\""),
            "main.tf:4: Invalid remote-exec provisioner configuration\n");
  EXPECT_EQ(problems_of("connection {\nhost = 1\n}\nprovisioner \"file\" {\ndestination = \"x\"\n"
                        "source = \"a\"\ncontent = \"b\"\n}"),
            "main.tf:7: Cannot set both 'source' and 'content'\n");
  EXPECT_EQ(problems_of("connection {\nhost = 1\n}\nprovisioner \"file\" {\n"
                        "destination = \"x\"\n}"),
            "main.tf:7: Must provide one of 'source' or 'content'\n");
}

TEST(Connections, NameAHostTogether) {
  const std::string run =
      "provisioner \"remote-exec\" {\ninline = [1]\nconnection {\nuser = 1\n}\n}";
  EXPECT_EQ(problems_of("connection {\nhost = 1\n}\n" + run), "");
  EXPECT_EQ(problems_of(run), "main.tf:6: Missing required argument\n");
  EXPECT_EQ(problems_of("connection {\nbogus = 1\nhost = 1\n}\n" + run), "");
}

TEST(Connections, TakeTheirArgumentsAndNoOthers) {
  const std::string bogus = "connection {\nhost = 1\nbogus = 1\n}\n";
  const std::string run = "provisioner \"remote-exec\" {\ninline = [1]\n";
  EXPECT_EQ(problems_of(bogus + run + "}\n" + run + "}"), "main.tf:6: Unsupported argument\n");
  EXPECT_EQ(problems_of(run + bogus + "}"), "main.tf:8: Unsupported argument\n");
}

TEST(Connections, AreReadByNobodyWithoutProvisioner) {
  EXPECT_EQ(problems_of("connection {\nbogus = 1\n}"), "");
}

TEST(Connections, AreOnePerBlock) {
  EXPECT_EQ(problems_of("connection {\nhost = 1\n}\nconnection {\nhost = 2\n}"),
            "main.tf:7: Duplicate connection block\n");
}

TEST(Lifecycle, HasFlagsThatAreConstant) {
  const auto lifecycle = [](const std::string& content) {
    return problems_of("lifecycle {\n" + content + "\n}");
  };
  EXPECT_EQ(lifecycle("create_before_destroy = true\nprevent_destroy = \"true\""), "");
  EXPECT_EQ(lifecycle("create_before_destroy = terraform_data.x[0].input"),
            "main.tf:5: Variables not allowed\n");
  EXPECT_EQ(lifecycle("create_before_destroy = null"), "main.tf:5: Unsuitable value type\n");
  // OpenTofu works this one out.
  EXPECT_EQ(lifecycle("prevent_destroy = terraform_data.x[0].input"), "");
  EXPECT_EQ(lifecycle("prevent_destroy = 5"), "main.tf:5: Unsuitable value type\n");
}

TEST(Lifecycle, IsTriggeredByResources) {
  const auto triggers = [](const std::string& list) {
    return problems_of("lifecycle {\nreplace_triggered_by = " + list + "\n}");
  };
  EXPECT_EQ(triggers("[terraform_data.x, terraform_data.x[0].id]"), "");
  EXPECT_EQ(triggers("terraform_data.x"), "main.tf:5: Invalid expression\n");
  EXPECT_EQ(triggers("[path.module]"),
            "main.tf:5: Invalid reference in replace_triggered_by expression\n"
            "main.tf:5: Invalid replace_triggered_by expression\n");
  EXPECT_EQ(triggers("[\"x\"]"), "main.tf:5: Invalid replace_triggered_by expression\n");
}

TEST(Lifecycle, IsWrittenOnce) {
  EXPECT_EQ(problems_of("lifecycle {}\nlifecycle {}"), "main.tf:5: Duplicate lifecycle block\n");
}

TEST(Lifecycle, OfDataSourcesHasOnlyConditions) {
  Repository repository(
      "data \"terraform_remote_state\" \"x\" {\n  backend = \"local\"\n"
      "  lifecycle {\n    create_before_destroy = true\n  }\n}\n");
  EXPECT_EQ(repository.errors(repository.evaluation().diagnostics()),
            "main.tf:4: Invalid data resource lifecycle argument\n");
}

TEST(Provisioners, AreOfManagedResources) {
  Repository repository(
      "data \"terraform_remote_state\" \"x\" {\n  backend = \"local\"\n"
      "  provisioner \"local-exec\" {}\n}\n");
  EXPECT_EQ(repository.errors(repository.evaluation().diagnostics()),
            "main.tf:3: Unsupported block type\n");
}

}  // namespace
}  // namespace terraform::testing
