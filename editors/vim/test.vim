" brief-ls in Vim with ALE.
"
" Run as: OUTPUT=FILE script -qec 'vim -u editors/vim/test.vim' /dev/null
" Lists of words open on a terminal alone, so what is told goes to FILE. The program is target/debug/brief-ls, or what
" BRIEF_LS names; Vim must find ALE as a package.

set nocompatible nomore noswapfile completeopt=menuone,noinsert
let s:root = fnamemodify(resolve(expand('<sfile>:p')), ':h:h:h')
let s:program = empty($BRIEF_LS) ? s:root . '/target/debug/brief-ls' : $BRIEF_LS
let s:passed = 0
let s:failed = 0
let g:ale_disable_lsp = 0
let g:ale_completion_autoimport = 1
packadd ale
filetype plugin on
call ale#linter#Define('markdown', {
\ 'name': 'brief-ls',
\ 'lsp': 'stdio',
\ 'executable': s:program,
\ 'command': '%e server',
\ 'project_root': {buffer -> expand('#' . buffer . ':p:h')},
\})
let g:ale_linters = {'markdown': ['brief-ls']}

function! s:Say(line) abort
  call writefile(split(a:line, "\n"), $OUTPUT, 'a')
endfunction

" Waits until Get() is what is expected; the time limit guards against a hang.
function! s:Eventually(what, expected, Get) abort
  let l:got = v:null
  for l:turn in range(1500)
    let l:got = a:Get()
    if l:got ==# a:expected
      let s:passed += 1
      return s:Say('ok      ' . a:what)
    endif
    sleep 20m
  endfor
  let s:failed += 1
  call s:Say('FAILED  ' . a:what . "\nexpected: " . string(a:expected) . "\ngot:      " . string(l:got))
endfunction

function! s:Open(lines) abort
  let l:path = tempname() . '.md'
  call writefile(a:lines, l:path)
  execute 'edit!' l:path
  call cursor(1, 1)
  setlocal omnifunc=ale#completion#OmniFunc
  call ale#Queue(0, 'lint_file')
endfunction

" Types what stands before the cursor and presses the keys a:accept in the list that then opens. Keys that wait would end
" the search for words, so these come once the list is there.
function! s:Complete(keys, accept) abort
  let [s:turns, s:accept] = [0, a:accept]
  let l:timer = timer_start(20, function('s:Accept'), {'repeat': -1})
  call feedkeys(a:keys . "\<C-x>\<C-o>", 'xt!')
  call timer_stop(l:timer)
endfunction

function! s:Accept(timer) abort
  let s:turns += 1
  if pumvisible()
    call feedkeys(s:accept . "\<Esc>", 't')
  elseif s:turns == 1500
    call feedkeys("\<Esc>", 't')
  endif
endfunction

function! s:Lines() abort
  return getline(1, '$')
endfunction

" Findings show that the server has read the brief.
call s:Open(['A claim.[^1] It failed. More.[^9]', '', '[^1]: One.'])
call s:Eventually('findings arrive', 1, {-> len(filter(ale#engine#GetLoclist(bufnr('')), 'v:val.code ==# "undefined-marker"'))})

call s:Open(['A claim.[^1] It failed.', '', '[^1]: One.'])
call s:Complete('A[^', "\<C-n>\<C-y>")
call s:Eventually('a marker is accepted, and its bracket is written once',
\ ['A claim.[^1] It failed.[^1]', '', '[^1]: One.'], function('s:Lines'))

call s:Open(['A claim.[^1] It failed.', '', '[^1]: One.'])
call s:Complete('A[^', "\<C-y>")
call s:Eventually('a new marker brings its note',
\ ['A claim.[^1] It failed.[^2]', '', '[^1]: One.', '', '[^2]:'], function('s:Lines'))

call s:Say(s:passed . ' passed, ' . s:failed . ' failed')
if s:failed == 0
  quitall!
endif
cquit
