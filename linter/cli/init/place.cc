// SPDX-License-Identifier: Apache-2.0
// Writes files of one directory, and through no link. Exported: everything in place.h. Tested in
// tests/cli/init_test.cc.

#include "cli/init/place.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

namespace cli::init {

namespace {

// Makes a file that must not be there, which a link that leads nowhere is as well.
bool write_new(const std::string& path, const std::string& text, mode_t mode) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
  if (file < 0) return false;
  size_t written = 0;
  bool ok = true;
  while (ok && written < text.size()) {
    const ssize_t count = ::write(file, text.data() + written, text.size() - written);
    ok = count > 0 || (count < 0 && errno == EINTR);
    if (count > 0) written += static_cast<size_t>(count);
  }
  return ::close(file) == 0 && ok;
}

bool replace(const std::string& path, const std::string& text) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return false;
  const std::string beside = path + ".plumbline-new";
  const mode_t mode = status.st_mode & 0777;
  const bool ok = write_new(beside, text, mode) && ::chmod(beside.c_str(), mode) == 0 &&
                  std::rename(beside.c_str(), path.c_str()) == 0;
  if (!ok) std::remove(beside.c_str());
  return ok;
}

}  // namespace

Place look_at(const source::FileSystem& files, const std::string& directory,
              const std::string& name) {
  Place place{.name = name, .path = source::join_path(directory, name)};
  const std::string top = files.canonical(directory);
  if (!source::is_inside(top, files.canonical(place.path))) {
    place.trouble = "it leads outside of the directory";
    return place;
  }
  std::error_code ignored;  // what is not there is no link
  if (std::filesystem::is_symlink(place.path, ignored)) place.trouble = "it is a symbolic link";
  if (!files.kind(place.path)) return place;
  source::Result<std::string> text = files.read(place.path);
  if (text.ok()) {
    place.text = std::move(text.value());
  } else {
    place.trouble = "it cannot be read";
  }
  return place;
}

bool write_to(const Place& place, const std::string& text) {
  const bool ok = place.text ? replace(place.path, text) : write_new(place.path, text, 0666);
  if (!ok) {
    std::fprintf(stderr, "plumbline: cannot write %s: %s\n", place.path.c_str(),
                 std::generic_category().message(errno).c_str());
  }
  return ok;
}

}  // namespace cli::init
