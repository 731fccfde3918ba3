#pragma once

#include <filesystem>
#include <map>
#include <string>

#include <httplib.h>

namespace web {

/// The files that pages are made of (assets/web), read once at the start: a request never opens a file. They
/// are at /assets/NAME; browsers keep them as long as their ETag holds.
class Files {
  public:
    /// Throws std::runtime_error when the folder cannot be read.
    explicit Files(const std::filesystem::path& folder);

    void mount(httplib::Server& server) const;

    /// The content of a file that there must be.
    const std::string& at(const std::string& name) const;

    /// Its address, which changes with its content: "/assets/visitor.js?v=1f2e3d4c".
    std::string link(const std::string& name) const;

  private:
    struct File {
        std::string content;
        std::string type;
        std::string mark; ///< of its content
    };
    const File& find(const std::string& name) const;
    void answer(const httplib::Request& request, httplib::Response& response) const;

    std::map<std::string, File> files_; ///< by path below the folder
};

} // namespace web
