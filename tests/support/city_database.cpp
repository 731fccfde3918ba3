#include "tests/support/city_database.h"

#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

#include <pwd.h>
#include <unistd.h>

#include <memory>
#include <optional>
#include <stdexcept>

namespace support {

namespace {

namespace fs = std::filesystem;

/// PostgreSQL refuses to run as root.
std::vector<std::string> as_its_user(std::vector<std::string> command) {
    if (::geteuid() == 0)
        command.insert(command.begin(),
                       {"setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"});
    return command;
}

std::string binary(const std::string& name) {
    for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql"))
        if (fs::exists(entry.path() / "bin" / name))
            return entry.path() / "bin" / name;
    throw std::runtime_error("PostgreSQL is not installed");
}

class Server {
  public:
    Server() {
        fs::permissions(folder_.path(),
                        fs::perms::owner_all | fs::perms::others_exec | fs::perms::group_exec);
        fs::create_directory(folder_ / "pg");
        if (::geteuid() == 0)
            if (const passwd* user = ::getpwnam("postgres")) [[maybe_unused]]
                const int result = ::chown((folder_ / "pg").c_str(), user->pw_uid, user->pw_gid);
        const std::string data = folder_ / "pg" / "data";
        const Ended made = run(as_its_user({binary("initdb"), "-D", data, "-U", "owner", "-A", "trust", "-E",
                                            "UTF8", "--no-locale", "--no-sync"}));
        if (made.code != 0)
            throw std::runtime_error("initdb: " + made.errors);
        process_.emplace(
            Launch{as_its_user({binary("postgres"), "-D", data, "-k", socket(), "-c",
                                "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=20"})});
        if (!eventually([&] {
                return run({"psql", "-h", socket(), "-U", "owner", "-c", "SELECT 1", "postgres"}).code == 0;
            }))
            throw std::runtime_error("PostgreSQL does not answer: " + process_->errors());
    }

    std::string socket() const { return folder_ / "pg"; }

  private:
    TemporaryFolder folder_;
    std::optional<Process> process_;
};

const Server& server() {
    static const Server kServer;
    return kServer;
}

} // namespace

CityDatabase::CityDatabase() {
    static int count = 0;
    name_ = "city" + std::to_string(++count);
    const Ended made =
        run({"psql", "-h", server().socket(), "-U", "owner", "-c", "CREATE DATABASE " + name_, "postgres"});
    if (made.code != 0)
        throw std::runtime_error(made.errors);
    address_ = address_as("owner");
}

std::string CityDatabase::address_as(const std::string& login) const {
    return "host=" + server().socket() + " user=" + login + " dbname=" + name_;
}

std::string CityDatabase::sql(const std::string& statement) const {
    const Ended done = run({"psql", "-v", "ON_ERROR_STOP=1", "-qAtc", statement, address_});
    if (done.code != 0)
        throw std::runtime_error(done.errors);
    return done.output;
}

} // namespace support
