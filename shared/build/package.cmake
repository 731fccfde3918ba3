# Installed places, and one Debian package for each program: `cpack` in the build folder.

set(assets ${CMAKE_SOURCE_DIR}/assets)
set(version ${PROJECT_VERSION})

# add_package(NAME TEXT "…" PROGRAMS … [UNITS started by the package] [UNIT_FILES …] [CONFIG …] [STATE folder of /var/lib]
# [DEPENDS …] [RECOMMENDS …]): the package jiaohao-NAME.
function(add_package name)
  cmake_parse_arguments(P "" "TEXT;STATE" "PROGRAMS;UNITS;UNIT_FILES;CONFIG;DEPENDS;RECOMMENDS" ${ARGN})
  set(package jiaohao-${name})
  string(TOUPPER ${name} upper)
  list(APPEND CPACK_COMPONENTS_ALL ${name})
  list(JOIN P_RECOMMENDS ", " recommends)
  set(control)
  if(P_PROGRAMS)
    install(TARGETS ${P_PROGRAMS} RUNTIME DESTINATION bin COMPONENT ${name})
    list(PREPEND P_DEPENDS "jiaohao-common (>= ${version})" "jiaohao-common (<< ${version}+)")
  endif()
  if(P_UNIT_FILES)
    list(APPEND P_DEPENDS "systemd | systemd-standalone-sysusers")
    foreach(unit ${P_UNIT_FILES})
      install(FILES ${assets}/systemd/${unit} DESTINATION lib/systemd/system COMPONENT ${name})
    endforeach()
    install(FILES ${assets}/systemd/${package}.sysusers DESTINATION lib/sysusers.d RENAME ${package}.conf
      COMPONENT ${name})
    set(NAME ${package})
    set(STATE ${P_STATE})
    list(JOIN P_UNITS " " UNITS)
    foreach(script postinst prerm postrm)
      configure_file(${assets}/debian/${script}.in ${CMAKE_BINARY_DIR}/debian/${package}/${script} @ONLY
        FILE_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
      list(APPEND control ${CMAKE_BINARY_DIR}/debian/${package}/${script})
    endforeach()
  endif()
  set(conffiles)
  foreach(file ${P_CONFIG})
    install(FILES ${file} DESTINATION /etc/jiaohao COMPONENT ${name})
    get_filename_component(file_name ${file} NAME)
    string(APPEND conffiles "/etc/jiaohao/${file_name}\n")
  endforeach()
  if(conffiles)
    file(WRITE ${CMAKE_BINARY_DIR}/debian/${package}/conffiles "${conffiles}")
    list(APPEND control ${CMAKE_BINARY_DIR}/debian/${package}/conffiles)
  endif()
  list(JOIN P_DEPENDS ", " depends)
  set(CPACK_COMPONENTS_ALL ${CPACK_COMPONENTS_ALL} PARENT_SCOPE)
  set(CPACK_COMPONENT_${upper}_DESCRIPTION "${P_TEXT}" PARENT_SCOPE)
  set(CPACK_DEBIAN_${upper}_DESCRIPTION "${P_TEXT}" PARENT_SCOPE)
  set(CPACK_DEBIAN_${upper}_PACKAGE_NAME ${package} PARENT_SCOPE)
  set(CPACK_DEBIAN_${upper}_FILE_NAME DEB-DEFAULT PARENT_SCOPE)
  set(CPACK_DEBIAN_${upper}_PACKAGE_DEPENDS "${depends}" PARENT_SCOPE)
  set(CPACK_DEBIAN_${upper}_PACKAGE_RECOMMENDS "${recommends}" PARENT_SCOPE)
  set(CPACK_DEBIAN_${upper}_PACKAGE_CONTROL_EXTRA "${control}" PARENT_SCOPE)
  if(NOT P_PROGRAMS)
    set(CPACK_DEBIAN_${upper}_PACKAGE_ARCHITECTURE all PARENT_SCOPE)
    set(CPACK_DEBIAN_${upper}_PACKAGE_SHLIBDEPS OFF PARENT_SCOPE)
  endif()
endfunction()

set(screen_needs espeak-ng-data mecab-ipadic-utf8 fonts-noto-core fonts-noto-cjk fonts-unifont)

add_package(common TEXT "Jiaohao: what all its programs share\n Layouts, icons, printer profiles, translations, device rules."
  DEPENDS tzdata)
configure_file(${assets}/debian/common-postinst ${CMAKE_BINARY_DIR}/debian/jiaohao-common/postinst COPYONLY)
set(CPACK_DEBIAN_COMMON_PACKAGE_CONTROL_EXTRA ${CMAKE_BINARY_DIR}/debian/jiaohao-common/postinst)
add_package(hall TEXT "Jiaohao: the hall\n Decides who is called and keeps the journal of the queue."
  PROGRAMS jiaohao-hall UNITS jiaohao-hall.service UNIT_FILES jiaohao-hall.service STATE jiaohao
  CONFIG ${assets}/hall/hall.toml RECOMMENDS jiaohao-tools)
add_package(web TEXT "Jiaohao: pages for browsers\n The visitor's phone, the supervisor's view, figures for Prometheus."
  PROGRAMS jiaohao-web UNITS jiaohao-web.service UNIT_FILES jiaohao-web.service STATE jiaohao-web
  CONFIG ${assets}/debian/etc/web.toml)
add_package(printer TEXT "Jiaohao: a ticket printer\n Drives ESC/POS printers over USB or the network."
  PROGRAMS jiaohao-printer UNIT_FILES jiaohao-printer@.service STATE jiaohao-printer
  CONFIG ${assets}/debian/etc/printer-1.toml DEPENDS fonts-noto-core fonts-noto-cjk fonts-unifont)
add_package(kiosk TEXT "Jiaohao: the kiosk\n The visitor's touch screen, which gives tickets."
  PROGRAMS jiaohao-kiosk UNITS jiaohao-kiosk.service UNIT_FILES jiaohao-kiosk.service STATE jiaohao-kiosk
  CONFIG ${assets}/debian/etc/kiosk.toml DEPENDS ${screen_needs})
add_package(caller TEXT "Jiaohao: the clerk's pad\n Calls visitors to a counter; button boxes; the visitor's side."
  PROGRAMS jiaohao-caller UNIT_FILES jiaohao-caller@.service STATE jiaohao-caller
  CONFIG ${assets}/debian/etc/caller-1.toml DEPENDS ${screen_needs})
add_package(display TEXT "Jiaohao: screens, signs and voices\n What the waiting area sees and hears."
  PROGRAMS jiaohao-display UNITS jiaohao-display.service UNIT_FILES jiaohao-display.service STATE jiaohao-display
  CONFIG ${assets}/debian/etc/display.toml DEPENDS ${screen_needs})
# A further program without a service of its own is one more word here.
add_package(tools TEXT "Jiaohao: the command line, the laboratory, the city\n For the technician, for scripts, for what would have been; ships a hall's journal."
  PROGRAMS jiaohao jiaohao-lab jiaohao-ship)

foreach(folder city display hall icons metrics printer web)
  install(DIRECTORY ${assets}/${folder} DESTINATION share/jiaohao COMPONENT common PATTERN README.md EXCLUDE)
endforeach()
install(DIRECTORY ${CMAKE_BINARY_DIR}/locale DESTINATION share/jiaohao COMPONENT common
  FILES_MATCHING PATTERN "*.mo" PATTERN qps EXCLUDE)
install(FILES ${assets}/udev/60-jiaohao.rules DESTINATION lib/udev/rules.d COMPONENT common)
install(FILES ${assets}/debian/modules-load.conf DESTINATION lib/modules-load.d RENAME jiaohao.conf COMPONENT common)
install(FILES ${CMAKE_SOURCE_DIR}/README.md DESTINATION share/doc/jiaohao-common COMPONENT common)
install(FILES ${CMAKE_SOURCE_DIR}/LICENSE DESTINATION share/doc/jiaohao-common RENAME copyright COMPONENT common)
install(DIRECTORY DESTINATION /etc/jiaohao/keys COMPONENT common)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME jiaohao)
set(CPACK_PACKAGE_VERSION ${version})
set(CPACK_PACKAGE_CONTACT "the operators of the hall <root@localhost>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_OUTPUT_FILE_PREFIX ${CMAKE_BINARY_DIR}/packages)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_THREADS 0)
include(CPack)
