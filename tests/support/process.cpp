#include "tests/support/process.h"

#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>
#include <thread>

namespace support {

namespace {

constexpr auto kPause = std::chrono::milliseconds(5);

/// A file without a name: the child writes, the test reads at any time.
int memory_file() {
    const int fd = ::memfd_create("output", MFD_CLOEXEC);
    if (fd < 0)
        throw std::runtime_error("no file for a process's output");
    return fd;
}

std::string content_of(int fd) {
    std::string content;
    std::string piece(1U << 16U, '\0');
    while (true) {
        const auto count = ::pread(fd, piece.data(), piece.size(), static_cast<off_t>(content.size()));
        if (count <= 0)
            return content;
        content.append(piece, 0, static_cast<std::size_t>(count));
    }
}

std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> result;
    result.reserve(words.size() + 1);
    for (std::string& word : words)
        result.push_back(word.data());
    result.push_back(nullptr);
    return result;
}

std::vector<std::string> environment_with(const std::map<std::string, std::string>& more) {
    std::vector<std::string> result;
    for (char** entry = environ; *entry != nullptr; ++entry)
        result.emplace_back(*entry);
    for (const auto& [name, value] : more)
        result.push_back(name + "=" + value);
    return result;
}

/// In the child, between fork and exec: only calls that are safe there.
[[noreturn]] void become(char** command, char** environment, int output, int errors,
                         const std::optional<std::size_t>& largest_file) {
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(errors, STDERR_FILENO);
    if (largest_file) {
        const rlimit limit{*largest_file, *largest_file};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ::execvpe(command[0], command, environment);
    ::_exit(127);
}

} // namespace

std::string program(const std::string& name) {
    return std::string(JIAOHAO_PROGRAMS) + "/" + name;
}

bool eventually(const std::function<bool()>& condition, base::Duration bound) {
    const base::SystemClock clock;
    const auto end = clock.steady() + bound;
    while (!condition()) {
        if (clock.steady() > end)
            return false;
        std::this_thread::sleep_for(kPause);
    }
    return true;
}

Process::Process(const Launch& launch) : output_(memory_file()), errors_(memory_file()) {
    auto command = launch.command;
    auto environment = environment_with(launch.environment);
    const auto command_pointers = pointers(command);
    const auto environment_pointers = pointers(environment);
    pid_ = ::fork();
    if (pid_ < 0)
        throw std::runtime_error("no new process");
    if (pid_ == 0)
        become(const_cast<char**>(command_pointers.data()), const_cast<char**>(environment_pointers.data()),
               output_, errors_, launch.largest_file);
}

Process::~Process() {
    kill();
    ::close(output_);
    ::close(errors_);
}

bool Process::running() {
    if (code_)
        return false;
    int status = 0;
    if (::waitpid(pid_, &status, WNOHANG) != pid_)
        return true;
    code_ = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    return false;
}

void Process::signal(int number) const {
    if (!code_)
        ::kill(pid_, number);
}

std::optional<int> Process::wait(base::Duration bound) {
    eventually([&] { return !running(); }, bound);
    return code_;
}

void Process::kill() {
    signal(SIGKILL);
    wait();
}

std::string Process::output() const {
    return content_of(output_);
}

std::string Process::errors() const {
    return content_of(errors_);
}

Ended run(const std::vector<std::string>& command) {
    Process process({.command = command});
    const auto code = process.wait(std::chrono::seconds(60));
    return {code.value_or(-1), process.output(), process.errors()};
}

} // namespace support
