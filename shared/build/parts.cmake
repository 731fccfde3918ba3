# How a part and a program of the house are built: all flags stand here, in one interface library.

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo)
endif()
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")

option(JIAOHAO_TESTS "build the tests" ON)
option(JIAOHAO_SANITIZE "address and undefined-behaviour sanitizers, fuzz targets (needs clang)" OFF)
option(JIAOHAO_THREADS "thread sanitizer (needs clang)" OFF)

find_program(CCACHE ccache)
if(CCACHE)
  # Without this it passes by whatever is compiled with precompiled headers.
  set(sloppiness pch_defines,time_macros,include_file_mtime,include_file_ctime)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=${sloppiness} ${CCACHE})
endif()

find_package(PkgConfig REQUIRED)
find_package(fmt REQUIRED)

add_library(jiaohao_flags INTERFACE)
target_include_directories(jiaohao_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(jiaohao_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast
  -Woverloaded-virtual -Wimplicit-fallthrough -Werror)

if((JIAOHAO_SANITIZE OR JIAOHAO_THREADS) AND NOT CMAKE_CXX_COMPILER_ID STREQUAL Clang)
  message(FATAL_ERROR "The sanitizers are clang's: please configure a new folder with CC=clang-19 CXX=clang++-19.")
endif()

# Everything is instrumented alike, and for the fuzz targets, too, which share its objects. What is left out costs two
# fifths of the build and is what the address sanitizer or the processor stops at, too.
if(JIAOHAO_SANITIZE)
  add_compile_options(-O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
    -fno-sanitize=null,alignment,vptr,object-size,nonnull-attribute,returns-nonnull-attribute,function)
  add_link_options(-fsanitize=address,undefined)
endif()
# Not g++'s: its runtime of this Debian does not start where the kernel places memory at random more widely.
if(JIAOHAO_THREADS)
  add_compile_options(-O1 -fsanitize=thread)
  add_link_options(-fsanitize=thread)
endif()
# clang judges the standard library's headers differently; the ordinary build, g++'s, is the strict one.
if(CMAKE_CXX_COMPILER_ID STREQUAL Clang)
  target_compile_options(jiaohao_flags INTERFACE -Wno-error)
endif()

# The standard headers that most sources include, compiled once, with part `base`, which comes first. Whatever these
# headers look at must be defined alike everywhere: SDL2's _REENTRANT is therefore everybody's. What a source forgot to
# include is found where each is read alone and without them (step_includes).
set(house_headers <algorithm> <array> <chrono> <deque> <expected> <filesystem> <functional> <map> <memory> <optional>
  <set> <span> <string> <string_view> <utility> <variant> <vector> <fmt/format.h>)
target_compile_definitions(jiaohao_flags INTERFACE _REENTRANT)

function(precompile_headers name)
  if(name STREQUAL base)
    target_precompile_headers(base PRIVATE ${house_headers})
  else()
    target_precompile_headers(${name} REUSE_FROM base)
  endif()
endfunction()

# add_part(NAME SOURCES a.cpp … USES part|library …): one folder, one library, one namespace.
function(add_part name)
  cmake_parse_arguments(PART "" "" "SOURCES;USES" ${ARGN})
  add_library(${name} STATIC ${PART_SOURCES})
  target_link_libraries(${name} PUBLIC ${PART_USES} PRIVATE jiaohao_flags)
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
  precompile_headers(${name})
endfunction()

# add_program(NAME USES part …): main.cpp of this folder and the parts it is made of.
function(add_program name)
  cmake_parse_arguments(PROGRAM "" "" "USES" ${ARGN})
  add_executable(${name} main.cpp)
  target_link_libraries(${name} PRIVATE ${PROGRAM_USES} jiaohao_flags)
  target_compile_definitions(${name} PRIVATE JIAOHAO_VERSION="${PROJECT_VERSION}")
  precompile_headers(${name})
endfunction()
