// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

// Runs the program as a user does and looks at what it prints.
namespace end_to_end {

struct ProgramResult {
  int exit_code = -1;
  std::string output;  // standard output
  std::string errors;  // standard error
};

inline std::string text_of(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

// A command as a shell reads it, in a directory.
inline ProgramResult run_command(const std::string& shell, const std::string& directory) {
  const std::filesystem::path errors =
      std::filesystem::temp_directory_path() / ("plumbline-stderr-" + std::to_string(getpid()));
  const std::string command =
      "cd '" + directory + "' && { " + shell + "\n} 2>'" + errors.string() + "'";
  ProgramResult result;
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return result;
  std::array<char, 65536> buffer{};
  size_t count = 0;
  while ((count = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0) {
    result.output.append(buffer.data(), count);
  }
  const int status = pclose(pipe);
  if (WIFEXITED(status)) result.exit_code = WEXITSTATUS(status);
  result.errors = text_of(errors);
  std::filesystem::remove(errors);
  return result;
}

// `arguments` as a shell reads them; the current directory is the project's, or `directory`.
inline ProgramResult run_program(const std::string& arguments,
                                 const std::string& directory = PLUMBLINE_SOURCE_DIR) {
  return run_command("'" PLUMBLINE_BINARY "' " + arguments, directory);
}

// A directory of one test, removed with it.
class ScratchDirectory {
 public:
  explicit ScratchDirectory(const std::string& name)
      : path_(std::filesystem::temp_directory_path() /
              ("plumbline-" + name + "-" + std::to_string(getpid()))) {
    std::filesystem::create_directories(path_);
  }
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;
  ~ScratchDirectory() { std::filesystem::remove_all(path_); }

  [[nodiscard]] std::string path() const { return path_; }
  void write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
  }

 private:
  std::filesystem::path path_;
};

}  // namespace end_to_end
