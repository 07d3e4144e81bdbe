// SPDX-License-Identifier: Apache-2.0
//
// The account of a run leaves out no rule, no root and no resource.
#include "run/testing.h"

namespace run {
namespace {

class RunAccount : public RunTest {
 protected:
  RunAccount() { options_.details = options_.other_verdicts = options_.account = true; }

  const report::RuleAccount& rule(std::string_view name) {
    for (const report::RuleAccount& one : outcome_.result.details.account.rules) {
      if (one.text.name == name) return one;
    }
    ADD_FAILURE() << "no rule " << name;
    return outcome_.result.details.account.rules.at(0);
  }
  uint32_t verdicts(std::string_view name, findings::Standing standing) {
    return rule(name).verdicts[static_cast<size_t>(standing)];
  }
};

TEST_F(RunAccount, IsMadeOnlyWhereItIsAskedFor) {
  add_root("a", "3");
  options_.account = false;
  EXPECT_TRUE(run().details.account.rules.empty());
  EXPECT_TRUE(run().details.account.subjects.empty());
}

TEST_F(RunAccount, HoldsEveryRuleWithWhatItSaidAndThoseThatAreOff) {
  add_root("a", "3");
  add_root("b", "1");
  run();
  EXPECT_EQ(verdicts("too-small", findings::Standing::passed), 1u);
  EXPECT_EQ(verdicts("too-small", findings::Standing::failed), 1u);
  EXPECT_EQ(rule("too-small").state, report::RuleState::on);
  EXPECT_EQ(rule("redis-without-failover").state, report::RuleState::off);
  EXPECT_EQ(verdicts("redis-without-failover", findings::Standing::passed), 0u);
}

TEST_F(RunAccount, TellsWhatIsOpenInLibrariesApart) {
  add("library/main.tf",
      "variable \"size\" {}\nresource \"nobody_thing\" \"a\" {\n  size = var.size\n}\n"
      "resource \"nobody_thing\" \"b\" {\n  size = var.size\n}\n");
  add_root("root", "var.size");
  run();
  EXPECT_EQ(verdicts("too-small", findings::Standing::undecided), 3u);
  EXPECT_EQ(rule("too-small").library_undecided, 2u);
}

TEST_F(RunAccount, NamesResourcesThatNoRuleLooksAtAndModulesThatAreNotInstalled) {
  add("a/main.tf",
      "terraform {\n  backend \"s3\" {}\n}\nresource \"nobody_else\" \"x\" {\n  count = 2\n}\n"
      "resource \"nobody_thing\" \"y\" {\n  size = 3\n}\nmodule \"m\" {\n  source = "
      "\"x/m/y\"\n}\n");
  const report::Account& account = run().details.account;
  ASSERT_EQ(account.subjects.size(), 1u);
  const report::SubjectAccount& subject = account.subjects[0];
  EXPECT_EQ(subject.root, "a");
  EXPECT_EQ(subject.resources, 3u);
  std::string unseen;
  for (const report::UnseenResource& one : subject.unseen) unseen += one.address + " ";
  EXPECT_EQ(unseen, "nobody_else.x[0] nobody_else.x[1] ");
  EXPECT_EQ(subject.missing_modules, std::vector<std::string>{"module.m"});
}

TEST_F(RunAccount, NamesInputsButNotTheirValues) {
  add_root("a", "var.size");
  add("a/more.tfvars", "size = 3\n");
  options_.inputs.var_files = {"a/more.tfvars"};
  options_.inputs.variables = {{"size", "4"}};
  options_.inputs.workspace = "w";
  const report::Account& account = run().details.account;
  ASSERT_EQ(account.subjects.size(), 1u);
  EXPECT_EQ(account.subjects[0].inputs,
            (std::vector<std::string>{"a/more.tfvars", "var.size", "workspace w"}));
}

TEST_F(RunAccount, DrawsEachRootUnlessItIsTooLarge) {
  add_root("a", "3");
  add(
      "b/main.tf", "terraform {\n  backend \"s3\" {}\n}\n" + [] {
        std::string text;
        for (int i = 0; i < 301; ++i) {
          text += "resource \"nobody_thing\" \"x" + std::to_string(i) + "\" {\n  size = 3\n}\n";
        }
        return text;
      }());
  const report::Account& account = run().details.account;
  ASSERT_EQ(account.pictures.size(), 2u);
  EXPECT_EQ(account.pictures[0].picture.nodes.size(), 1u);
  EXPECT_TRUE(account.pictures[1].picture.nodes.empty());
  EXPECT_EQ(account.pictures[1].nodes, 301u);
}

TEST_F(RunAccount, DrawsADozenRootsAndCountsTheRest) {
  for (int i = 0; i < 15; ++i) add_root("r" + std::to_string(i), "3");
  const report::Account& account = run().details.account;
  EXPECT_EQ(account.pictures.size(), 12u);
  EXPECT_EQ(account.more_pictures, 3u);
  EXPECT_EQ(account.subjects.size(), 15u);
}

}  // namespace
}  // namespace run
