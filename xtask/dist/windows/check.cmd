@echo off
rem Workbooks are dropped on this file: they are checked, and nothing is written.
"%~dp0nianbao.exe" check %*
pause
