@echo off
rem Starts wrapup by the Java that came with it. WRAPUP_JAVA_OPTIONS are options for that Java, separated by spaces.
setlocal
set "wrapup_home=%~dp0..\lib\wrapup"
rem A cache that doesn't fit, or isn't there, is left unused without a word.
"%wrapup_home%\bin\java.exe" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "-XX:AOTCache=%wrapup_home%\lib\wrapup.aot" -Xlog:disable -Xlog:all=off "-Dwrapup.program=%~0" %WRAPUP_JAVA_OPTIONS% -m dev.wrapup %*
exit /b %ERRORLEVEL%
