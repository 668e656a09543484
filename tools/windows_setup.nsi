; Installs for one person, without an administrator. Made by tools/windows_setup.py:
; makensis -DSOURCE=Ieum-0.1.0 -DVERSION=0.1.0 -DOUT=ieum-setup.exe windows_setup.nsi
Unicode true
Target amd64-unicode ; as the program: 32 bits would have nothing to start
Name "이음"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Ieum"
InstallDirRegKey HKCU "Software\Ieum" "Folder"
SetCompressor /SOLID lzma
ManifestDPIAware true
BrandingText "이음 ${VERSION}"
LoadLanguageFile "${NSISDIR}/Contrib/Language files/Korean.nlf"
Page directory "" "" leave_folder
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Ieum"
!define COMPILED "$LOCALAPPDATA\Ieum\compiled"
!define START '-X "pycache_prefix=${COMPILED}" "$INSTDIR\program\main.py"'


!macro TAKE_AWAY
  ; A folder cannot be renamed while a program in it runs: so nothing is half taken away.
  ClearErrors
  Rename "$INSTDIR\python" "$INSTDIR\python.old"
  IfErrors 0 +3
  MessageBox MB_OK "이음이 열려 있습니다. 창을 닫고 다시 해 주세요." /SD IDOK
  Abort "이음이 열려 있습니다."
  RMDir /r "$INSTDIR\python.old"
  RMDir /r "$INSTDIR\lib"
  RMDir /r "$INSTDIR\program"
  Delete "$INSTDIR\Ieum.bat"
  Delete "$INSTDIR\Ieum-command.bat"
!macroend

Function leave_folder
  StrLen $0 $INSTDIR
  IntCmp $0 150 fits fits
  MessageBox MB_OK "폴더의 경로가 너무 깁니다. 150자 안쪽의 짧은 곳을 골라 주세요."
  Abort
fits:
  ClearErrors
  CreateDirectory "$INSTDIR"
  FileOpen $0 "$INSTDIR\.ieum-try" w
  IfErrors 0 writable
  MessageBox MB_OK "이 폴더에는 쓸 수 없습니다. 다른 폴더를 골라 주세요."
  Abort
writable:
  FileClose $0
  Delete "$INSTDIR\.ieum-try"
FunctionEnd

Section
  ; What an older version had and this one has not must not stay: a folder of scripts is read as it lies there.
  IfFileExists "$INSTDIR\Ieum.bat" 0 free
  !insertmacro TAKE_AWAY
free:
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\이음.lnk" "$INSTDIR\python\pythonw.exe" '${START}' "$INSTDIR\program\resources\icons\ieum.ico"
  CreateShortcut "$DESKTOP\이음.lnk" "$INSTDIR\python\pythonw.exe" '${START}' "$INSTDIR\program\resources\icons\ieum.ico"
  WriteRegStr HKCU "Software\Ieum" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "이음"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\program\resources\icons\ieum.ico"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
SectionEnd

Section "Uninstall"
  ; The data in $LOCALAPPDATA\Ieum stays, and whatever else lies in the folder.
  !insertmacro TAKE_AWAY
  Delete "$SMPROGRAMS\이음.lnk"
  Delete "$DESKTOP\이음.lnk"
  RMDir /r "${COMPILED}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "Software\Ieum"
  DeleteRegKey HKCU "${UNINSTALL}"
SectionEnd
