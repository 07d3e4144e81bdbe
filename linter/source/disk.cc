// SPDX-License-Identifier: Apache-2.0
//
// The file system of the machine, through POSIX calls: never blocks on a pipe or a device, never
// reads more than the limits allow.
// Exports DiskFileSystem. Tested in tests/source/disk_test.cc.
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstdlib>
#include <system_error>

#include "source/source.h"

namespace source {
namespace {

// An open file that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

std::string cannot_read(std::string_view path, const std::string& why) {
  return std::string(path) + " cannot be read: " + why;
}

// As the system says it, to stand after a colon: "permission denied".
std::string reason_of(int error) {
  std::string reason = std::generic_category().message(error);
  if (!reason.empty()) reason[0] = static_cast<char>(std::tolower(reason[0]));
  return reason;
}

EntryKind kind_of(mode_t mode) {
  if (S_ISREG(mode)) return EntryKind::file;
  return S_ISDIR(mode) ? EntryKind::directory : EntryKind::other;
}

Entry entry_of(int directory, const dirent& item) {
  Entry entry{.name = item.d_name, .kind = EntryKind::other, .link = item.d_type == DT_LNK};
  if (item.d_type == DT_REG) entry.kind = EntryKind::file;
  if (item.d_type == DT_DIR) entry.kind = EntryKind::directory;
  struct stat status {};
  if (item.d_type == DT_UNKNOWN &&
      ::fstatat(directory, item.d_name, &status, AT_SYMLINK_NOFOLLOW) == 0) {
    entry.kind = kind_of(status.st_mode);
    entry.link = S_ISLNK(status.st_mode);
  }
  if (entry.link && ::fstatat(directory, item.d_name, &status, 0) == 0) {
    entry.kind = kind_of(status.st_mode);
  }
  return entry;
}

// Reads until the end of the file; errno where that fails.
int read_all(int descriptor, std::string& text) {
  size_t filled = 0;
  while (true) {
    // One byte more than the size shows the end of the file without growing the text.
    if (filled == text.size()) text.resize(text.size() + text.size() / 2 + 4096);
    const ssize_t got = ::read(descriptor, text.data() + filled, text.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno;
    filled += static_cast<size_t>(got);
    if (got == 0 || filled > kMaxFileBytes) break;
  }
  text.resize(filled);
  return 0;
}

}  // namespace

Result<std::string> DiskFileSystem::read(std::string_view path) const {
  using Text = Result<std::string>;
  const Descriptor file(
      ::open(std::string(path).c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  struct stat status {};
  if (file.number() < 0 || ::fstat(file.number(), &status) != 0) {
    return Text::failure(cannot_read(path, reason_of(errno)));
  }
  if (!S_ISREG(status.st_mode)) return Text::failure(cannot_read(path, "it is not a file"));
  std::string text;
  text.resize(std::min(static_cast<size_t>(status.st_size), kMaxFileBytes) + 1);
  if (const int error = read_all(file.number(), text); error != 0) {
    return Text::failure(cannot_read(path, reason_of(error)));
  }
  if (text.size() > kMaxFileBytes) {
    return Text::failure(
        cannot_read(path, "it is larger than " + std::to_string(kMaxFileBytes >> 20) + " MiB"));
  }
  return text;
}

Result<std::vector<Entry>> DiskFileSystem::list(std::string_view directory) const {
  using Entries = Result<std::vector<Entry>>;
  const std::unique_ptr<DIR, decltype([](DIR* open) { ::closedir(open); })> stream(
      ::opendir(std::string(directory).c_str()));
  if (!stream) return Entries::failure(cannot_read(directory, reason_of(errno)));
  std::vector<Entry> entries;
  errno = 0;
  while (const dirent* item = ::readdir(stream.get())) {
    const std::string_view name = item->d_name;
    if (name == "." || name == "..") continue;
    if (entries.size() == kMaxDirectoryEntries) {
      return Entries::failure(cannot_read(
          directory, "it has more than " + std::to_string(kMaxDirectoryEntries) + " entries"));
    }
    entries.push_back(entry_of(::dirfd(stream.get()), *item));
    errno = 0;
  }
  if (errno != 0) return Entries::failure(cannot_read(directory, reason_of(errno)));
  std::sort(entries.begin(), entries.end(),
            [](const Entry& a, const Entry& b) { return a.name < b.name; });
  return entries;
}

std::optional<EntryKind> DiskFileSystem::kind(std::string_view path) const {
  struct stat status {};
  if (::stat(std::string(path).c_str(), &status) != 0) return std::nullopt;
  return kind_of(status.st_mode);
}

std::string DiskFileSystem::canonical(std::string_view path) const {
  std::string existing(path.empty() ? "." : path);
  std::string rest;
  while (true) {
    const std::unique_ptr<char, decltype([](char* text) { std::free(text); })> resolved(
        ::realpath(existing.c_str(), nullptr));
    if (resolved) return join_path(resolved.get(), rest);
    if (existing == "/" || existing == ".") return join_path("/", rest);
    rest = std::string(base_name(existing)) + (rest.empty() ? "" : "/" + rest);
    existing = parent_path(existing);
  }
}

}  // namespace source
