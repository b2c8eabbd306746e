using Microsoft.Playwright;
using Xunit;

namespace RaceModel.Tests.Browser;

/// <summary>A page whose errors and requests are kept: none may be an error, and none may leave this machine.</summary>
internal sealed class WatchedPage : IAsyncDisposable
{
    private const int MostTries = 1000;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(20);

    private readonly IBrowserContext _context;
    private readonly List<string> _errors = [], _strangers = [];

    public WatchedPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) => Note(message.Type is "error" or "warning" ? message.Text : null);
        page.PageError += (_, error) => Note(error);
        context.Request += (_, request) =>
        {
            var address = new Uri(request.Url);
            if (!address.IsLoopback && address.Scheme is not ("file" or "data" or "blob")) _strangers.Add(request.Url);
        };
    }

    public IPage Page { get; }

    public ILocator this[string selector] => Page.Locator(selector);

    /// <summary>Errors that a test asks for.</summary>
    public string? ExpectedError { get; set; }

    public Task<string> Text(string selector) => this[selector].InnerTextAsync();

    public Task<int> Count(string selector) => this[selector].CountAsync();

    public async Task Press(params string[] keys)
    {
        foreach (string key in keys) await Page.Keyboard.PressAsync(key);
    }

    /// <summary>Waits until a script's condition is met. (Playwright's own way needs an <c>eval</c>, which the pages forbid.)</summary>
    public async Task WaitFor(string condition)
    {
        for (int tries = 0; !await Page.EvaluateAsync<bool>(condition); tries++)
        {
            Assert.True(tries < MostTries, $"in vain: {condition}");
            await Task.Delay(BetweenTries);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_errors);
        Assert.Empty(_strangers);
    }

    private void Note(string? error)
    {
        if (error is not null && (ExpectedError is null || !error.Contains(ExpectedError, StringComparison.Ordinal))) _errors.Add(error);
    }
}
