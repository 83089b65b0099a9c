@echo off
rem Workbooks are dropped on this file: their documents are written beside the first one.
"%~dp0nianbao.exe" build %* --out "%~dp1."
pause
